"""Word documents for tests, made by hand, so that each holds just what it is about."""

import io
import zipfile

BODY = "word/document.xml"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
XML = f"<w:document {NAMES}><w:body>{{}}</w:body></w:document>"
P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
RELATION += 'Type="{}" Target="{}"/></Relationships>'
STORY = XML.format(
    P.format("Allies meet")
    + f"<w:tbl><w:tr><w:tc>{P.format('In a table.')}</w:tc></w:tr></w:tbl>"
    + "<w:p><w:r><w:t>The armies</w:t><w:br/><w:t>held</w:t><w:tab/><w:t>a drill. Şuşa 🚀</w:t></w:r></w:p>"
)


def word(
    body: str | bytes = STORY, *, name: str = BODY, relations: bytes = b"", parts: dict[str, bytes] | None = None
) -> bytes:
    """A document with this main part; `parts` are further ones by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations or RELATION.format(f"{TYPE}/officeDocument", name))
        archive.writestr(name, body)
        for each, content in (parts or {}).items():
            archive.writestr(each, content)
    return packed.getvalue()
