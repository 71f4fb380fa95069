"""Who may come in: accounts, signing in, two steps, and who is kept out for a while."""
