"""What there is to do: the first page, its lists, kept filters, and the log of what was done."""
