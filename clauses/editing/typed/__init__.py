"""What is made of what an editor types: a day of words, a code of a title, an action of a day of signature."""
