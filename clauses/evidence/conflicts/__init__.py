"""Where sources differ: found by comparing, decided by editors, or noted by them."""
