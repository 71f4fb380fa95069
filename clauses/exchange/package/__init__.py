"""The data package: written, described, restored."""
