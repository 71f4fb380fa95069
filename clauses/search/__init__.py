"""How people ask: words, phrases, days, figures and names become a question to the index, and its answers a list."""
