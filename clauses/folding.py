"""One folding of text for search, applied alike to what is stored and to what is asked.

Şuşa, SUSA and susa fold to one word; so do Ə and e, İ and ı and i, Ğ and g, composed and decomposed accents.
"""

import unicodedata

# Letters that Unicode does not decompose, as readers without the keyboard type them.
PLAIN = str.maketrans({"ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "’": "'", "ʼ": "'"})


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.casefold().translate(PLAIN).split())
