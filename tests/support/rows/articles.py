"""Articles with their private text, and the pages where it is stored and read."""

import re

from clauses.articles.quotations import Article
from clauses.models import SourceText

WORDS = "The armies held a drill in the hills on Tuesday, the ministry said in a statement to the press, Şuşa 🚀."

PAGE = f"""<!DOCTYPE html><html><head><title>T</title><script>alert("script")</script></head><body>
<nav><a href="/">Home</a> <a href="/about">About us</a></nav><article><h1>Allies meet</h1>
{"".join(f"<p>{number}. {WORDS}</p>" for number in range(6))}
<ul><li>They agreed on the first thing.</li><li>They agreed on the second thing.</li></ul></article>
<footer>All rights reserved</footer><img src="http://192.0.2.1/pixel.png"></body></html>"""

TEXT = """Title

The ministers met in Baku on Monday. They spoke of gas.
Both sides will hold regular drills every year. They spoke of gas in Baku.
They spoke of gas. He said “we shall meet again” and left. The ministers met in Baku on Friday.
A line with 𝒜ə́ and words.
"""


def reading_address(source) -> str:
    """Where an editor reads the article and marks what to cite."""
    return f"/admin/clauses/source/{source.pk}/read/"


def version(source) -> str:
    """Which text a page showed, as its forms name it."""
    return Article(SourceText.objects.get(source=source).text).sha256[:16]


def place(source, paragraph, words) -> dict:
    """Where these words stand in TEXT, as the reading page sends it."""
    start = Article(TEXT).paragraphs[paragraph - 1].index(words)
    return {"paragraph": paragraph, "start": start, "end": start + len(words), "text": version(source)}


def replaced(source, text) -> None:
    """Puts another text in the place of the stored one."""
    row = SourceText.objects.get(source=source)
    row.text = text
    row.save()


def text_address(source) -> str:
    """Where the text of the article is stored."""
    return f"/admin/clauses/source/{source.pk}/text/"


def hidden(response) -> dict:
    """What a page that shows a text keeps of it for the next step."""
    names = dict(re.findall(r'<input type="hidden" name="(seen|shown)" value="([^"]*)"', response.content.decode()))
    return {"text": response.context["form"].initial["text"], **names}


def sent(source, paragraph, words, about, **values) -> dict:
    """What the reading page sends of a passage that supports the record `about`, as in action-7."""
    return (
        place(source, paragraph, words)
        | {"step": "cite", "quote": words, "stance": "supports", "about": about}
        | values
    )


def cited(client, source, *asked, **values):
    """The citation that comes of what is sent."""
    response = client.post(reading_address(source), sent(source, *asked, **values))
    assert response.status_code == 302, response.context["form"].errors
    return source.citations.order_by("number").last()


def refused(client, source, *asked, **values) -> dict:
    """What is said against what is sent, by field, where no citation comes of it."""
    response = client.post(reading_address(source), sent(source, *asked, **values))
    assert response.status_code == 200
    assert not source.citations.exists()
    return response.context["form"].errors
