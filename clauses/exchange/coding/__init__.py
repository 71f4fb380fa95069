"""From a file of reported events and the coding sheet of the editors to fixtures, once; and the audit of the two."""
