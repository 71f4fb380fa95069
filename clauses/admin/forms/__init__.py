"""Forms, what is typed into them, and what is sent to them by nobody’s hand."""
