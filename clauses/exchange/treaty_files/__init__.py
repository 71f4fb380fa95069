"""Files with the text of a treaty: plain text, web pages, Word documents, Akoma Ntoso XML; one language or several.

    for version in versions(name, content, ["en", "tr"]):
        version.language, version.parts, version.doubts

Nothing is ever fetched, and a file that is not understood is refused with what helps.
"""

from .reading import Version, versions

__all__ = ["Version", "versions"]
