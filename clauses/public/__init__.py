"""The readers' rooms: pages and downloads, read only."""
