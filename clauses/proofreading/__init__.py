"""How the record is read again by people: what was corrected, what is to be read, and who read what.

The lists are CSV files beside the fixtures, kept by hand and by pull request like the data itself.
"""
