"""What is made of what an editor types: a day of words, a code of a title, a draft of a name, a signature of a day."""
