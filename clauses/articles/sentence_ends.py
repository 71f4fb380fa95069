"""Where sentences end, in any script.

The signs are those with the property Sentence_Terminal (Unicode 17, PropList.txt, and UAX #29), and the ellipsis.
"""

import re

TERMINAL = (
    r"\u0021\u002e\u003f\u2026\u2025\u0589\u061d-\u061f\u06d4\u0700-\u0702\u07f9\u0837\u0839\u083d-\u083e\u0964-\u0965"
    r"\u104a-\u104b\u1362\u1367-\u1368\u166e\u1735-\u1736\u17d4-\u17d5\u1803\u1809\u1944-\u1945\u1aa8-\u1aab\u1b4e-\u1b4f"
    r"\u1b5a-\u1b5b\u1b5e-\u1b5f\u1b7d-\u1b7f\u1c3b-\u1c3c\u1c7e-\u1c7f\u2024\u203c-\u203d\u2047-\u2049\u2cf9-\u2cfb\u2e2e"
    r"\u2e3c\u2e53-\u2e54\u2e60-\u2e61\u3002\ua4ff\ua60e-\ua60f\ua6f3\ua6f7\ua876-\ua877\ua8ce-\ua8cf\ua92f\ua9c8-\ua9c9"
    r"\uaa5d-\uaa5f\uaaf0-\uaaf1\uabeb\ufe12\ufe15-\ufe16\ufe52\ufe56-\ufe57\uff01\uff0e\uff1f\uff61"
    r"\U00010a56-\U00010a57\U00010f55-\U00010f59\U00010f86-\U00010f89\U00011047-\U00011048\U000110be-\U000110c1"
    r"\U00011141-\U00011143\U000111c5-\U000111c6\U000111cd\U000111de-\U000111df\U00011238-\U00011239\U0001123b-\U0001123c"
    r"\U000112a9\U000113d4-\U000113d5\U0001144b-\U0001144c\U000115c2-\U000115c3\U000115c9-\U000115d7\U00011641-\U00011642"
    r"\U0001173c-\U0001173e\U00011944\U00011946\U00011a42-\U00011a43\U00011a9b-\U00011a9c\U00011c41-\U00011c42"
    r"\U00011ef7-\U00011ef8\U00011f43-\U00011f44\U00016a6e-\U00016a6f\U00016af5\U00016b37-\U00016b38\U00016b44"
    r"\U00016d6e-\U00016d6f\U00016e98\U0001bc9f\U0001da88"
)
# Full stops after which no space has to stand.
WIDE = r"\u3002\uff01\uff0e\uff1f\uff61\ufe12\ufe15\ufe16\ufe52\ufe56\ufe57"
QUOTES = '"»”›’“」』〞〟﹂﹄＂｣'  # that close what somebody says; “ closes it in German
BRACKETS = ")]}）］】〉》"
OPENING = '"“‘«„‹「『(（['
LONG = 12  # words: as many as no headline ends in a bracket with

_ENDS = re.compile(f"[{TERMINAL}][{re.escape(QUOTES + BRACKETS)}'\\s]*\\Z")
# What stands between two sentences: the spaces, with the quotation marks and brackets that close before them.
BREAK = re.compile(
    f"(?:(?<=[{TERMINAL}])[{re.escape(QUOTES + BRACKETS)}]*\\s+|(?<=[{WIDE}])[{re.escape(QUOTES + BRACKETS)}]*)"
    f"(?=[{re.escape(OPENING)}]*[^\\W_])"
)


def ends_a_sentence(block: str) -> bool:
    """Whether a block of a text ends like a sentence: with a full stop of any script, with what closes after it, or
    with the end of what somebody says. A bracket alone ends the sentence of a long block, not a byline or title."""
    block = block.rstrip()
    if _ENDS.search(block[-20:]) or block.endswith(tuple(QUOTES)):
        return True
    return block.endswith(tuple(BRACKETS)) and len(block.split()) >= LONG
