"""Text that a spreadsheet would take for a formula, made harmless by an apostrophe that can be taken away again."""

GUARDED = tuple("=+-@＝＋－＠\t\r\n'")


def guard(text: str) -> str:
    """`text` with an apostrophe in front where a spreadsheet might run it or swallow its first character."""
    return f"'{text}" if text.startswith(GUARDED) else text


def unguard(text: str) -> str:
    """`text` before it was guarded; for every text, unguard(guard(text)) == text."""
    return text[1:] if text.startswith("'") and text[1:].startswith(GUARDED) else text
