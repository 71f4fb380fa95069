"""Two records made one, and two again: what it would mean, doing it, and finding likely pairs."""
