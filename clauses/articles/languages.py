"""The language that a text is written in, by its letters and its small words: for a person to look at."""

import re
from collections import Counter

from ..folding import fold
from .suggestions.markers import LANGUAGES

READ = 5000  # characters
LEAST_SURE = 3  # small words
# The letters of a script, with the language that is written in it unless other letters tell another.
SCRIPTS = (
    (re.compile("[\u0530-\u058f]"), "hy"),
    (re.compile("[\u10a0-\u10ff]"), "ka"),
    (re.compile("[\u0370-\u03ff]"), "el"),
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[\u0600-\u06ff]"), "ar"),
    (re.compile("[\u0400-\u04ff]"), "ru"),
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[\uac00-\ud7af]"), "ko"),
)
TOLD_BY = {"ar": (("fa", "پچژگ"),), "ru": (("uk", "іїєґ"), ("kk", "әқңғұ"))}  # letters that another language has


def language_of(text: str) -> str:
    """The code of the language; empty where it is not certain enough to be proposed."""
    text = text[:READ].casefold()
    letters = sum(char.isalpha() for char in text)
    for script, language in SCRIPTS:
        if len(script.findall(text)) * 2 > letters:
            others = (other for other, signs in TOLD_BY.get(language, ()) if any(sign in text for sign in signs))
            return next(others, language)
    return _in_latin_letters(text)


def _in_latin_letters(text: str) -> str:
    words = Counter(fold(text).split())
    counts = {name: sum(words[word] for word in one.small) for name, one in LANGUAGES.items()}
    counts.pop("az" if "ə" not in text else "tr")
    best, second = sorted(counts, key=lambda name: -counts[name])[:2]
    return best if counts[best] >= LEAST_SURE and counts[best] > counts[second] else ""
