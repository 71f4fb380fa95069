"""One folding of text for search, applied alike to what is stored and to what is asked.

Şuşa, SUSA and susa fold to one word; so do Ə and e, İ and ı and i, Ğ and g, composed and decomposed accents.
"""

import re
import unicodedata

# Letters that Unicode does not decompose, as readers without the keyboard type them.
PLAIN = str.maketrans({"ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
# Marks that typesetters bend and readers type straight.
STRAIGHT = str.maketrans(dict.fromkeys("‘’ʻʼ", "'") | dict.fromkeys("“”„", '"') | dict.fromkeys("‐–—−", "-"))
LONGEST_SEARCH = 200
MOST_WORDS = 8  # that are looked for: each is looked for in every row
# What joins words for machines; to the search every word counts anyway. Only in capitals: “or” may be meant.
OPERATORS = ("AND", "OR", "NOT")
# Marks inside them are part of a value: 2021-06, 2021-06-15, 5.8.
VALUES = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|\d{1,3}\.\d{1,2}", re.ASCII)
MARKS = ("P", "S", "Z", "C")  # of Unicode's categories: punctuation, signs, spaces, what is not printed
# Controls, invisible marks and lone surrogates: nobody sees them, and PostgreSQL refuses NUL.
UNSEEN = ("Cc", "Cf", "Cs")
NO_CODE = re.compile("[^a-z0-9]+")


def code_of(text: str, longest: int = 100) -> str:
    """The code that a record of this name gets: “A–B” and “a_b” give a-b. Empty where no letter has a plain one."""
    return NO_CODE.sub("-", fold(text).replace("'", "")).strip("-")[:longest].rstrip("-")


def fold(text: str) -> str:
    if text.isascii() and text.isprintable():  # nothing to take apart or to leave out, and most texts are so
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    plain = bare.casefold().translate(PLAIN).translate(STRAIGHT)
    return " ".join("".join(char for char in plain if char.isspace() or not _is_unseen(char)).split())


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in UNSEEN


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in MARKS


def words(text: str) -> list[str]:
    """The words that `text` asks for, folded, each once.

    Marks part words and are nothing else: “joint exercise” in quotation marks of any kind, joint-exercise, (joint)
    exercise*, joint AND exercise ask for the same two words.
    """
    plain = [word for word in text.split() if word not in OPERATORS]
    return list(dict.fromkeys(part for word in plain or text.split() for part in _parted(fold(word))))


def _parted(folded: str) -> list[str]:
    """The words in a folded text without spaces of its own, or with those of a sign that folds to several words."""
    found: list[str] = []
    for word in folded.split():
        bare = word.strip("".join(char for char in set(word) if _is_mark(char)))
        parted = "".join(" " if _is_mark(char) else char for char in word).split()
        found += [bare] if VALUES.fullmatch(bare) else parted
    return found


def search_words(text: str) -> tuple[list[str], list[str]]:
    """The words of a question that are looked for, folded, and those that are left out, being too many."""
    asked = words(text[:LONGEST_SEARCH])
    return asked[:MOST_WORDS], asked[MOST_WORDS:]
