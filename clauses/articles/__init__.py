"""The private texts of articles: paragraphs, quotations and where they are found, marks, and what could be cited."""
