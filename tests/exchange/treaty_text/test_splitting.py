"""How the text of a treaty is split: what is made up here has what treaties print; the real ones are only counted."""

import json
import re
import time

import pytest

from clauses.exchange.treaty_text import Kind, split

from ...support.site.paths import ROOT

FORMS = ("{title}\nArticle {number}\n", "Article {number}. {title}\n", "Article {number}\n{title}\n")
REAL = ROOT.parent / "shared" / "treaties"  # real texts, where they are at hand


def outline(text):
    """A line for each part: indented by its level, its kind, number, heading and first words."""
    return [
        f"{'  ' * (part.level - 1)}{part.kind.name.lower()} {part.num}|{part.heading}|{part.text}"
        for part in split(text)
    ]


BROKEN = """AGREEMENT BETWEEN THE GOVERNMENTS

The Governments of the one and of the other State, wishing to meet
often, have agreed as follows:

Article 1
Definitions
In this Agreement “goods” means what is named in paragraph
2. of the list and in the words of that
Article 5 which both parties have signed.
- 2 -
Article 2
Scope
1. This Agreement applies to goods that are carried from one
State to the other, by road or by rail, and also
to goods that are kept for the time being in a store of one
of them, whoever it is that owns the goods.
2. It does not apply to goods in transit.
"""
CASES = {
    "headings above the numbers, paragraphs on the line of the article (Turkish)": (
        """TÜRKİYE CUMHURİYETİ İLE X CUMHURİYETİ ARASINDA ANLAŞMA

Taraflar anlaşmışlardır:

BİRİNCİ BÖLÜM
Genel Hükümler

Amaç
MADDE 1 – (1) Bu Anlaşmanın amacı işbirliğidir.
(2) Taraflar görüşür.
Kapsam
MADDE 2 – Bu Anlaşma şunları kapsar:
b) ticaret,
c) enerji,
ç) eğitim.
Yürürlük
Madde 3
Bu Anlaşma imza ile yürürlüğe girer.""",
        """name |TÜRKİYE CUMHURİYETİ İLE X CUMHURİYETİ ARASINDA ANLAŞMA|
preamble ||Taraflar anlaşmışlardır:
chapter BİRİNCİ|Genel Hükümler|
  article 1|Amaç|
    paragraph (1)||Bu Anlaşmanın amacı işbirliğidir.
    paragraph (2)||Taraflar görüşür.
  article 2|Kapsam|Bu Anlaşma şunları kapsar:/b) ticaret,/c) enerji,/ç) eğitim.
  article 3|Yürürlük|Bu Anlaşma imza ile yürürlüğe girer.""",
    ),
    "letters of the Turkish alphabet": (
        "Madde 2\nŞunlar:\na) ticaret,\nb) enerji,\nc) ulaşım,\nç) eğitim,\nd) sağlık.",
        """article 2||Şunlar:
  item a)||ticaret,
  item b)||enerji,
  item c)||ulaşım,
  item ç)||eğitim,
  item d)||sağlık.""",
    ),
    "headings beside the numbers, decimal paragraphs, a chapter with its number first (Azerbaijani)": (
        """Maddə 1. Məqsəd
Tərəflər əməkdaşlıq edirlər.
Maddə 2. Tədbirlər
2.1. Tərəflər məsləhətləşirlər:
2.1.1. hər il;
2.1.2. hər ay.
2.2. Tərəflər razılaşır.
II FƏSİL
Yekun
Maddə 3.
Bu Saziş qüvvəyə minir.""",
        """article 1|Məqsəd|Tərəflər əməkdaşlıq edirlər.
article 2|Tədbirlər|
  paragraph 2.1||Tərəflər məsləhətləşirlər:
    item 2.1.1||hər il;
    item 2.1.2||hər ay.
  paragraph 2.2||Tərəflər razılaşır.
chapter II|Yekun|
  article 3||Bu Saziş qüvvəyə minir.""",
    ),
    "a chapter with its heading, letters, bis, a closing formula (Russian)": (
        """Преамбула
Договаривающиеся Стороны согласились о нижеследующем:
Глава I. Общие положения
Статья 1
Стороны развивают сотрудничество:
а) в торговле;
б) в энергетике.
Статья 2. Торговля
1. Стороны торгуют.
2. Стороны не вводят пошлин.
Статья 2 bis
Изъятия устанавливаются отдельно.
Совершено в г. Баку 1 мая 1999 года.""",
        """preamble |Преамбула|Договаривающиеся Стороны согласились о нижеследующем:
chapter I|Общие положения|
  article 1||Стороны развивают сотрудничество:
    item а)||в торговле;
    item б)||в энергетике.
  article 2|Торговля|
    paragraph 1||Стороны торгуют.
    paragraph 2||Стороны не вводят пошлин.
  article 2 bis||Изъятия устанавливаются отдельно.
closing ||Совершено в г. Баку 1 мая 1999 года.""",
    ),
    "a first article and title without a figure, headings below (French)": (
        """ACCORD
entre X et Y

TITRE PREMIER
DISPOSITIONS GÉNÉRALES

Article premier

Objet

Le présent accord vise la coopération.

Article 2

1. Les Parties se consultent :
a) chaque année ;
b) en cas de crise.

2. Elles échangent des informations conformément à l’article premier.

Fait à Paris, le 3 mai 2001.""",
        """name |ACCORD entre X et Y|
title PREMIER|DISPOSITIONS GÉNÉRALES|
  article premier|Objet|Le présent accord vise la coopération.
  article 2||
    paragraph 1||Les Parties se consultent :
      item a)||chaque année ;
      item b)||en cas de crise.
    paragraph 2||Elles échangent des informations conformément à l’article premier.
closing ||Fait à Paris, le 3 mai 2001.""",
    ),
    "a part in words, an article with a letter, a section sign (German)": (
        """Präambel
Die Vertragsparteien haben folgendes vereinbart:
Erster Teil
Grundsätze
Artikel 1
(1) Die Parteien arbeiten zusammen.
(2) Sie treffen sich jährlich.
Artikel 1a
Das Nähere regelt ein Protokoll.
§ 2
Ende der Laufzeit.""",
        """preamble |Präambel|Die Vertragsparteien haben folgendes vereinbart:
part Erster|Grundsätze|
  article 1||
    paragraph (1)||Die Parteien arbeiten zusammen.
    paragraph (2)||Sie treffen sich jährlich.
  article 1a||Das Nähere regelt ein Protokoll.
  article 2||Ende der Laufzeit.""",
    ),
    "numbered paragraphs without the word article": (
        """JOINT DECLARATION

The Presidents met in the city and declare the following.

1. The Sides support each other.
2. The Sides will:
(a) meet every year; and
(b) exchange visits under Article 5 of the Charter.
3. The Declaration takes effect today.""",
        """name |JOINT DECLARATION|
preamble ||The Presidents met in the city and declare the following.
paragraph 1||The Sides support each other.
paragraph 2||The Sides will:
  item (a)||meet every year; and
  item (b)||exchange visits under Article 5 of the Charter.
paragraph 3||The Declaration takes effect today.""",
    ),
    "annexes and a protocol that count anew": (
        """Article 1
The parties meet.

ANNEX I
LIST OF GOODS

Article 1
Goods are goods.

PROTOCOL

Article 1
It is so.""",
        """article 1||The parties meet.
annex I|LIST OF GOODS|
  article 1||Goods are goods.
annex |PROTOCOL|
  article 1||It is so.""",
    ),
    "lines broken by hand, CRLF, spaces that do not break, page numbers, articles named in a sentence": (
        BROKEN.replace("\n", "\r\n").replace("Article ", "Article\u00a0"),
        """name |AGREEMENT BETWEEN THE GOVERNMENTS|
preamble ||The Governments of the one and of the other State, wishing to meet often, have agreed as follows:
article 1|Definitions|In this Agreement “goods” means what is named in paragraph 2. of the list and in the words of \
that Article 5 which both parties have signed.
article 2|Scope|
  paragraph 1||This Agreement applies to goods that are carried from one State to the other, by road or by rail, and \
also to goods that are kept for the time being in a store of one of them, whoever it is that owns the goods.
  paragraph 2||It does not apply to goods in transit.""",
    ),
    "i as a letter and as a number, items on one line": (
        """Article 1
It covers: (a) goods, namely: (i) coal; (ii) gas; (b) services.
Article 2
(a) 1;
(b) 2;
(c) 3;
(d) 4;
(e) 5;
(f) 6;
(g) 7;
(h) 8;
(i) nine.""",
        """article 1||It covers:
  item (a)||goods, namely:
    item (i)||coal;
    item (ii)||gas;
  item (b)||services.
article 2||
  item (a)||1;
  item (b)||2;
  item (c)||3;
  item (d)||4;
  item (e)||5;
  item (f)||6;
  item (g)||7;
  item (h)||8;
  item (i)||nine.""",
    ),
    "sections, Roman articles, headings over several articles": (
        """PART II. TRADE
SECTION A
Article IV: Tariffs
No tariffs are raised.
Article V: Quotas
No quotas are set.

Closing Provisions

Article VI
It enters into force.""",
        """part II|TRADE|
  section A||
    article IV|Tariffs|No tariffs are raised.
    article V|Quotas|No quotas are set.
    heading |Closing Provisions|
      article VI||It enters into force.""",
    ),
    "a protocol that is called so, and an annex by itself": (
        "PROTOCOL ON ROADS\n\nArticle 1\nRoads are built.\n\nANNEX A\nROADS\n\n1. One.",
        """name |PROTOCOL ON ROADS|
article 1||Roads are built.
annex A|ROADS|
  paragraph 1||One.""",
    ),
    "an annex without its treaty": ("ANNEX I\nGOODS\n\n1. Coal.", "annex I|GOODS|\n  paragraph 1||Coal."),
    "nothing numbered": (
        "The presidents met on Monday.\n\nThey agreed to build a road.",
        "paragraph ||The presidents met on Monday.\nparagraph ||They agreed to build a road.",
    ),
    "nothing at all": (" \r\n \u00a0", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_a_text_is_split_as_it_is_printed(name):
    text, expected = CASES[name]
    shown = [line.replace("\n", "/").replace("group ", "heading ") for line in outline(text)]
    assert shown == expected.splitlines()


@pytest.mark.parametrize("name", CASES)
def test_no_word_is_lost(name):
    text, _ = CASES[name]
    parts = " ".join(f"{part.num} {part.heading} {part.text}" for part in split(text))
    words = re.findall(r"\w+", re.sub(r"^- 2 -\r$", "", text, flags=re.MULTILINE))
    named = {"article", "artikel", "madde", "maddə", "статья", "глава", "part", "teil", "titre", "annex", "section"}
    named |= {"bölüm", "fəsil"}
    assert [word for word in words if word not in parts and word.lower().replace("i̇", "i") not in named] == []


def test_three_hundred_articles_are_split_within_a_second():
    article = (
        "Article {}\nHeading\n1. The parties meet, talk and agree.\n" + "They say so in words of some length.\n" * 8
    )
    text = "".join(article.format(number) for number in range(1, 301))
    began = time.process_time()
    parts = split(text)
    assert time.process_time() - began < 1
    assert len(text) > 100_000
    assert sum(part.kind == Kind.ARTICLE for part in parts) == 300


@pytest.mark.parametrize("signs", ["(a" * 5_000, "Article " * 5_000, ": (a)" * 5_000, "1.1" * 5_000, "I" * 20_000])
def test_a_hostile_text_takes_no_longer(signs):
    began = time.process_time()
    split(signs)
    assert time.process_time() - began < 5


def treaties():
    """The real treaties, where they are at hand; where they are not, one that is made up in their form."""
    found = [json.loads(path.read_text("utf-8")) for path in sorted(REAL.glob("*.json"))]
    articles = [{"title_en": "On roads" * (number % 2), "content_en": "1. Roads.\n2. Bridges."} for number in range(40)]
    made_up = {"treaty_en": "Treaty of Roads", "preamble_en": "The parties agree:", "articles": articles}
    return found or [made_up | {"total_articles": len(articles)}]


@pytest.mark.parametrize("treaty", treaties(), ids=lambda treaty: treaty["treaty_en"][:40])
@pytest.mark.parametrize("form", FORMS)
def test_every_article_of_a_treaty_is_found(treaty, form):
    text = f"{treaty['treaty_en']}\n\n{treaty['preamble_en']}\n\n"
    for number, article in enumerate(treaty["articles"], 1):
        text += form.format(number=number, title=article["title_en"]).replace("\n\n", "\n")
        text += f"{article['content_en']}\n\n"
    found = [part.num for part in split(text) if part.kind == Kind.ARTICLE]
    assert found == [str(number) for number in range(1, treaty["total_articles"] + 1)]
