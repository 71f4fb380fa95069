"""What sources say against each other, and what editors decided on it."""
