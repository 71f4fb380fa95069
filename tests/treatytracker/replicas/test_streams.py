"""The rest of a file that was sent in part is taken from the same file, and from no other one."""

import pytest

from treatytracker.requests.streams import BrokenOffError, to_the_end

WHOLE = b"abcdefghijklmnopqrstuvwxyz"


def pieces(text, size):
    return iter([text[start : start + size] for start in range(0, len(text), size)])


def dying(text, size):
    yield from pieces(text, size)
    raise ValueError("gone")


def sent(first, rest, anew):
    return b"".join(to_the_end(first, rest, lambda error: anew))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 26])
@pytest.mark.parametrize("made", [0, 1, 4, 13, 25])
def test_wherever_it_breaks_off_and_however_it_is_cut_the_file_is_whole(made, size):
    assert sent(WHOLE[:1], dying(WHOLE[1 : 1 + made], 2), pieces(WHOLE, size)) == WHOLE


def test_an_empty_piece_is_not_the_end():
    assert sent(b"", iter([b"a", b"", b"b"]), None) == b"ab"
    assert sent(None, iter(()), None) == b""


@pytest.mark.parametrize("other", [b"abcdX" + WHOLE, b"abc", b""])
def test_what_begins_otherwise_is_broken_off(other):
    with pytest.raises(BrokenOffError):
        sent(WHOLE[:3], dying(WHOLE[3:5], 1), pieces(other, 2))


def test_where_there_is_no_other_the_error_is_the_one_that_it_was():
    with pytest.raises(ValueError, match="gone"):
        sent(WHOLE[:3], dying(WHOLE[3:5], 1), None)
