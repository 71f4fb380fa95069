"""One folding of text for search, applied alike to what is stored and to what is asked.

Şuşa, SUSA and susa fold to one word; so do Ə and e, İ and ı and i, Ğ and g, composed and decomposed accents.
"""

import unicodedata

# Letters that Unicode does not decompose, as readers without the keyboard type them.
PLAIN = str.maketrans({"ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
# Marks that typesetters bend and readers type straight.
STRAIGHT = str.maketrans(dict.fromkeys("‘’ʻʼ", "'") | dict.fromkeys("“”„", '"') | dict.fromkeys("‐–—−", "-"))
# Controls, invisible marks and lone surrogates: nobody sees them, and PostgreSQL refuses NUL.
UNSEEN = ("Cc", "Cf", "Cs")


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    plain = bare.casefold().translate(PLAIN).translate(STRAIGHT)
    return " ".join("".join(char for char in plain if char.isspace() or not _is_unseen(char)).split())


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in UNSEEN
