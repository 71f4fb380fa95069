"""Pictures that carry the words that they show, so that a test knows when they have aged (PNG, chunk iTXt)."""

import struct
from collections.abc import Iterator
from zlib import crc32

BEGIN, FIRST = 8, 33  # bytes: the signature of PNG, and that with the first chunk
KEYWORD = b"Description\0"
PLAIN = b"\0\0\0\0"  # not packed, in no language named, without a translated keyword


def with_words(picture: bytes, words: str) -> bytes:
    """The PNG `picture` with `words` as its description."""
    body = b"iTXt" + KEYWORD + PLAIN + words.encode()
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", crc32(body))
    return picture[:FIRST] + chunk + picture[FIRST:]


def words_of(picture: bytes) -> str:
    """The description of a PNG; nothing where it has none."""
    lead = KEYWORD + PLAIN
    found = (body for kind, body in _chunks(picture) if kind == b"iTXt" and body.startswith(lead))
    return next(found, lead).removeprefix(lead).decode()


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = BEGIN
    while at < len(picture):
        (length,) = struct.unpack_from(">I", picture, at)
        yield picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        at += length + 12
