"""Files in and out: CSV, XLSX, fixtures. No HTTP."""
