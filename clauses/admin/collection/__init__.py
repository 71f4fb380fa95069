"""A whole collection moves in: the files, the preview, how far it has got, and the way back."""
