"""The rows of files in portions: checked without a question for each, and written together."""
