"""What every request passes, and what it is answered where something is wrong."""
