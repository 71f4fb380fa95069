"""How a reader gets at the data in tests: pages as plain words, CSV as rows."""

import csv
import io
import re
from html import unescape

from clauses.exchange.csvfile import pieces
from clauses.exchange.guard import unguard


def page(client, address: str) -> str:
    """The words of a public page, tags and line breaks taken out."""
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return plain_words(response)


def shown(response) -> str:
    """The words of a page that came as it was asked for."""
    assert response.status_code == 200
    return plain_words(response)


def plain_words(response) -> str:
    """The words of a page, tags, scripts and line breaks taken out."""
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def text(response) -> str:
    """A page with its tags, on one line."""
    return re.sub(r"\s+", " ", response.content.decode())


def body(response) -> str:
    """All of an answer as it came, of a page or of a file."""
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


def rows(client, table: str, **wanted: str) -> list[dict[str, str]]:
    """The rows of a public CSV whose columns hold the values `wanted`."""
    return [row for row in file_rows(client, table) if wanted.items() <= row.items()]


def file_rows(client, table: str, **asked: str) -> list[dict[str, str]]:
    """The rows of a public CSV, asked so, each cell as the database has it."""
    response = client.get(f"/data/{table}.csv", asked)
    assert response.status_code == 200
    return [{name: unguard(cell) for name, cell in row.items()} for row in csv_rows(response)]


def rows_of(table) -> list[dict[str, str]]:
    """The published rows of a table of the dataset, as its CSV in the package has them."""
    content = "".join(text for _, text in pieces(table, table.published(), plain=True))
    return list(csv.DictReader(io.StringIO(content, newline="")))


def html_of(client, address: str) -> str:
    """A page with its tags, as it is sent."""
    return client.get(address).content.decode()


def csv_rows(response) -> list[dict[str, str]]:
    """The rows of a CSV that readers can download, whose mark for spreadsheets is no part of them."""
    return list(csv.DictReader(io.StringIO(body(response).removeprefix("\ufeff"), newline="")))


def listed_actions(html: str) -> list[str]:
    """The codes of the actions that a page of the list links to, in their order."""
    return re.findall(r'<p class="what"><a href="/actions/([^/"]+)/">', html)


def page_of_row(client, row, query: str = "") -> str:
    """The page of a record, asked with this query string, with its tags."""
    return html_of(client, f"{row.get_absolute_url()}{query}")
