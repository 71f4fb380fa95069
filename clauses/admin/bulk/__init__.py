"""One act on all rows of a filtered list: choosing it, its preview, and how far it has got."""
