"""The pages of an agreement: what became of its promises, and beside it, by tabs, all that this rests on."""
