"""How a reader gets at the data in tests: pages as plain words, CSV as rows."""

import csv
import io
import re
from html import unescape

from clauses.exchange.guard import unguard


def page(client, address: str) -> str:
    """The words of a public page, tags and line breaks taken out."""
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def rows(client, table: str, **wanted: str) -> list[dict[str, str]]:
    """The rows of a public CSV whose columns hold the values `wanted`."""
    response = client.get(f"/data/{table}.csv")
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    found = [{name: unguard(cell) for name, cell in row.items()} for row in csv.DictReader(io.StringIO(text))]
    return [row for row in found if wanted.items() <= row.items()]
