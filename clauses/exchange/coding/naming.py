"""Whether the file's words for places and participants name those of a record, whatever the spelling."""

import re
from collections.abc import Iterable

from ...folding import fold
from ...models import Actor, Place

# How the file shortens and inflects; each word stands for the words after it.
SHORT = {
    "az": "azerbaijan",
    "tr": "turkiye",
    "ge": "georgia",
    "pk": "pakistan",
    "ru": "russia",
    "gb": "united kingdom",
    "jo": "jordan",
    "de": "germany",
    "bg": "bulgaria",
    "kz": "kazakhstan",
    "kg": "kyrgyzstan",
    "uz": "uzbekistan",
    "hu": "hungary",
    "azerbaijani": "azerbaijan",
    "turkish": "turkiye",
    "turkey": "turkiye",
    "georgian": "georgia",
    "armenian": "armenia",
    "russian": "russia",
    "mod": "ministry defence",
    "mond": "ministry national defence",
    "mfa": "ministry foreign affairs",
    "fm": "minister foreign affairs",
    "pm": "prime minister",
    "tm": "turkmenistan",
    "tajik": "tajikistan",
    "defense": "defence",
}
# Words that tell nobody apart.
IDLE = {
    "of",
    "the",
    "and",
    "for",
    "in",
    "to",
    "on",
    "s",
    "incl",
    "member",
    "observer",
    "guest",
    "gen",
    "copy",
    "copying",
    "digest",
    "feed",
    "website",
    "edition",
}
PARTS = re.compile(r"[,;/:]| and | incl\. ")
IN_BRACKETS = re.compile(r"\(([^)]*)\)")


def words(text: str) -> set[str]:
    """The words of a name that tell, in one spelling and number."""
    found = re.findall(r"[^\W_]+", fold(text).replace("'s", ""))
    long = [part for word in found for part in SHORT.get(word, word).split()]
    return {word[:-1] if len(word) > 3 and word.endswith("s") else word for word in long} - IDLE


def parts(text: str) -> list[str]:
    return [part.strip() for part in PARTS.split(text) if part.strip()]


def unnamed_places(text: str, places: Iterable[Place]) -> tuple[list[str], list[str]]:
    """Parts of the file's text that name no place of the record or around it, and places that no part names."""
    found = list(places)
    around = [_around(place) for place in found]
    tokens = [token for part in [IN_BRACKETS.sub("", text), *IN_BRACKETS.findall(text)] for token in parts(part)]
    missing = [token for token in tokens if not any(words(token) <= name for names in around for name in names)]
    extra = [
        place.name for place in found if not any(words(token) <= name for token in tokens for name in _names(place))
    ]
    return missing, extra


def _names(place: Place) -> list[set[str]]:
    return [words(name) for name in (place.name, *place.other_names.split(";")) if name.strip()]


def _around(place: Place) -> list[set[str]]:
    """The words of each name of a place and of all that it lies in."""
    names, above = [], place
    while above is not None:
        names += _names(above)
        above = above.parent
    return names


class Named:
    """Somebody who takes part in a record, with every word that may name them."""

    def __init__(self, actor: Actor, as_reported: str = ""):
        self.label = f"{actor.name} ({as_reported})" if as_reported else actor.name
        names = [actor.name, actor.other_names, as_reported]
        for above in filter(None, (actor.country, actor.parent)):
            names += [above.name, above.other_names]
        self.words = words(" ".join(names))

    def is_named_by(self, text: str) -> bool:
        found = words(text)
        return bool(found) and found <= self.words


def unnamed_participants(texts: list[str], named: Iterable[Named]) -> tuple[list[str], list[str]]:
    """Those in the file's list that name nobody of the record, and those of the record whom nothing in it names."""
    found = list(named)
    missing = [text for text in texts if not _matched(text, found)]
    spoken = [name for text in texts for name in _candidates(text)]
    extra = [one.label for one in found if not any(one.is_named_by(name) for name in spoken)]
    return missing, extra


def _matched(text: str, found: list[Named]) -> bool:
    """Whether the text, what stands in its brackets, or each of its parts names somebody."""
    whole = [text, IN_BRACKETS.sub("", text), *IN_BRACKETS.findall(text)]
    if any(one.is_named_by(name) for one in found for name in whole):
        return True
    split = parts(IN_BRACKETS.sub("", text))
    return len(split) > 1 and all(any(one.is_named_by(part) for one in found) for part in split)


def _candidates(text: str) -> list[str]:
    inside = IN_BRACKETS.findall(text)
    head = IN_BRACKETS.sub("", text)
    return [text, head, *inside, *parts(head), *(part for one in inside for part in parts(one))]
