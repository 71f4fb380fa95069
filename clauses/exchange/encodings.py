"""In which encoding a web page is written: by its byte order mark, or by what it declares, as browsers read that.

The labels are those of the Encoding Standard of WHATWG (https://encoding.spec.whatwg.org/#names-and-labels), the search
for a declaration is that of the HTML Standard, but that scripts, styles and titles declare nothing. Unlike a browser,
nothing is guessed, and what contradicts itself is refused: words that are read wrongly would be stored as the words of
the source.
"""

import re

from ..characters import GARBLED
from .problems import FileError, Problem

# By Python's name of an encoding, all its labels.
ENCODINGS = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859_2": "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso8859_3": "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso8859_4": "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso8859_5": "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
    "iso8859_6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e "
    "iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    "iso8859_7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 "
    "iso_8859-7:1987 sun_eu_greek",
    "iso8859_8": "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 "
    "iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical",
    "iso8859_10": "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso8859_13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859_14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859_15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9",
    "iso8859_16": "iso-8859-16",
    "koi8_r": "cskoi8r koi koi8 koi8-r koi8_r",
    "koi8_u": "koi8-ru koi8-u",
    "mac_roman": "csmacintosh mac macintosh x-mac-roman",
    "cp874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "cp1250": "cp1250 windows-1250 x-cp1250",
    "cp1251": "cp1251 windows-1251 x-cp1251",
    "cp1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 "
    "iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252 x-user-defined",
    "cp1253": "cp1253 windows-1253 x-cp1253",
    "cp1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 "
    "latin5 windows-1254 x-cp1254",
    "cp1255": "cp1255 windows-1255 x-cp1255",
    "cp1256": "cp1256 windows-1256 x-cp1256",
    "cp1257": "cp1257 windows-1257 x-cp1257",
    "cp1258": "cp1258 windows-1258 x-cp1258",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk gb18030",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc_jp": "cseucpkdfmtjapanese euc-jp x-euc-jp",
    "iso2022_jp": "csiso2022jp iso-2022-jp",
    "cp932": "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 "
    "windows-949",
    # Nothing is read in these: browsers show one sign in the place of all that is there.
    "replacement": "csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement",
    # A page whose declaration can be read byte by byte is not in these, so browsers read it as UTF-8.
    "utf-16": "unicodefffe utf-16be csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
}
LABELS = {label: name for name, labels in ENCODINGS.items() for label in labels.split()}
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
SEARCHED = 2**16  # bytes; browsers look at 1024 first, and at the rest of the head while they read
SPACE = rb"[\t\n\f\r ]"
# What a declaration is looked for among: comments, elements whose content is no markup, other tags and what they quote.
INSIDE = rb"(?:\"[^\"]{0,1000}\"|'[^']{0,1000}'|[^>\"']){0,1000}+"
TAG = re.compile(
    rb"<!--(?:.*?-->|.*)|<(script|style|title|textarea|template|xmp|iframe)\b(?:.*?</\1\b|.*)"
    rb"|<meta(?=[\t\n\f\r /])(" + INSIDE + rb")>|</?[a-z]" + INSIDE + rb">",
    re.IGNORECASE | re.DOTALL,
)
ATTRIBUTE = re.compile(
    rb"([^\t\n\f\r />=]+)(?:" + SPACE + rb"*=" + SPACE + rb"*(?:\"([^\"]*)\"|'([^']*)'|([^\t\n\f\r >]+)))?"
)
CONTENT = re.compile(r"charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;\"']+))", re.IGNORECASE)
XML = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE)
REMEDY = "Open the page in a browser and paste the text of the article instead."


def decoded(content: bytes) -> str:
    """The text of a page; FileError where its encoding is not certain, or not what it declares."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return _read(content[len(mark) :], name, "its byte order mark")
    label, name = _declared(content)
    is_utf_8 = _is_utf_8(content)
    if not label:
        if is_utf_8:
            return content.decode()
        raise _refused("the encoding of this page is not certain: it declares none that is known and is not UTF-8.")
    if name != "utf-8" and is_utf_8 and not content.isascii():
        raise _refused(f"the encoding of this page is not certain: it declares {label}, and its bytes are UTF-8.")
    return _read(content, name, f"what it declares, {label}")


def _declared(content: bytes) -> tuple[str, str]:
    """The first label that is known, with the name of its encoding; twice nothing where there is none."""
    searched = content[:SEARCHED]
    xml = XML.match(searched)
    labels = [_label_of(match[2]) for match in TAG.finditer(searched) if match[2] is not None]
    for label in (*labels, xml[1].decode("ascii", "replace") if xml else ""):
        name = LABELS.get(label.strip().lower())
        if name:
            return label.strip(), "utf-8" if name == "utf-16" else name
    return "", ""


def _label_of(attributes: bytes) -> str:
    """The label that a meta element declares, as its charset or in the content of http-equiv."""
    found: dict[str, str] = {}
    for name, *values in ATTRIBUTE.findall(attributes):
        found.setdefault(name.decode("latin-1").lower(), b"".join(values).decode("latin-1"))
    if "charset" in found:
        return found["charset"]
    if found.get("http-equiv", "").strip().lower() == "content-type":
        label = CONTENT.search(found.get("content", ""))
        return next(filter(None, label.groups()), "") if label else ""
    return ""


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read(content: bytes, name: str, by: str) -> str:
    try:
        return content.decode(name)
    except (UnicodeDecodeError, LookupError) as error:
        raise _refused(f"the encoding of this page is not certain: not all its bytes are {by}.") from error


def _refused(words: str) -> FileError:
    return FileError(Problem(0, "", f"{words} {REMEDY}"))


def refuse_lost(page: str) -> None:
    """FileError where signs of the page show that its encoding is another than the one it was read in, or was lost."""
    lost = GARBLED.search(page)
    if lost:
        sign = f"U+{ord(lost[0]):04X}"
        raise _refused(f"the encoding of this page was lost, or is not what it declares: {sign} stands in it.")
