"""What was promised, done, disputed and found in each year."""
