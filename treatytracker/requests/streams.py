"""Files that are sent in pieces as a replica makes them, and made to the end by the primary where the replica dies."""

from collections.abc import Callable, Iterator
from zlib import crc32

from ..replicas.asked import asking


class BrokenOffError(Exception):
    """What was sent is not how the same file begins elsewhere: the reader is to see that it is not whole."""


def of(alias: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, each made from this database; whoever asks in between is not concerned."""
    while True:
        with asking(alias):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def to_the_end(
    first: bytes | None, pieces: Iterator[bytes], ended_by: Callable[[BaseException], Iterator[bytes] | None]
) -> Iterator[bytes]:
    """`first` and the pieces; after an error what follows in the same file as `ended_by` has it anew, if it has."""
    sent, digest, piece = 0, 0, first
    while piece is not None:
        sent, digest = sent + len(piece), crc32(piece, digest)
        yield piece
        try:
            piece = next(pieces, None)
        except Exception as error:
            rest = ended_by(error)
            if rest is None:
                raise
            break
    else:
        return
    yield from beyond(rest, sent, digest)


def beyond(pieces: Iterator[bytes], sent: int, digest: int) -> Iterator[bytes]:
    """The pieces but for their first `sent` bytes, which have to be those that were sent."""
    left, seen = sent, 0
    for piece in pieces:
        before, after = piece[:left], piece[left:]
        left, seen = left - len(before), crc32(before, seen)
        if not left and seen != digest:
            raise BrokenOffError
        if after:
            yield after
    if left:
        raise BrokenOffError
