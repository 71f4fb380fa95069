"""The page on which an article is read and cited, and the one on which its text is stored."""
