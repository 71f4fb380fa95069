"""Files in and out, on the pages of tables and of whole packages."""
