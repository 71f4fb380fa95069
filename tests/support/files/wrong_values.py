"""Values that a rule refuses, whichever way they come in: of each table, what makes a good row a bad one.

`GOOD` has a row of each table that depends on nothing but those before it. What can be told from the row alone is in
WRONG; none of it is refused for how it is written.
"""

GOOD = {
    "actor": {"slug": "good-actor", "name": "Ministry", "kind": "body"},
    "place": {"slug": "good-place", "name": "Şuşa", "kind": "city"},
    "domain": {"slug": "good-domain", "label": "Trade", "definition": "What is traded.", "position": 1},
    "agreement": {
        "slug": "good-agreement",
        "title": "Agreement",
        "instrument_type": "agreement",
        "record_level": "full_text",
        "authentic_languages": "az; tr",
    },
    "source": {"slug": "good-source", "kind": "news", "title": "News", "published": "2021-06-15"},
    "clause": {
        "agreement": ["good-agreement"],
        "wid": "a1",
        "eid": "a1",
        "position": 1,
        "function": "operative",
        "label": "Article 1",
        "heading": "Trade",
    },
    "commitment": {
        "slug": "good-commitment",
        "clause": ["good-agreement", "a1"],
        "title": "To trade",
        "statement": "They trade.",
        "kind": "other",
        "modality": "obligation",
        "recurrence": "one_off",
        "precision": 1,
        "delegation": 1,
    },
    "action": {
        "slug": "good-action",
        "title": "A meeting",
        "type": "meeting",
        "relation": "follow_up",
        "agreement": ["good-agreement"],
        "date": "2022-06",
    },
    "citation": {"source": ["good-source"], "number": 1, "action": ["good-action"], "quote": "They met."},
}

ANY_CODE = ("Capital", "two--hyphens", "-first", "under_score", "ümlaut", "a b", "x" * 101)
ANY_LINE = ("a\u202eb", "a\x07b", "a\nb", " before", "after ", "\ufffdrnek", "ÅžuÅŸa", "x" * 301, "")
ANY_DATE = ("2021-06-99", "2021-13", "0000", "01/02/2020", "[2021..2020]", "2021-10-08/2021-10-05", "soon")
WRONG: list[tuple[str, dict]] = [
    *(("source", {"slug": code}) for code in ANY_CODE),
    *(("action", {"title": line}) for line in ANY_LINE),
    *(("action", {"date": text}) for text in ANY_DATE),
    *(("commitment", {"deadline": text}) for text in ANY_DATE[:3]),
    *(("citation", {"as_of": text}) for text in ANY_DATE[:3]),
    *(("source", {"url": url}) for url in ("javascript:alert(1)", "ftp://x.example", "http://", "x" * 501)),
    ("source", {"language": "english language"}),
    ("source", {"sha256": "00"}),
    ("source", {"kind": "rumour"}),
    ("source", {"reliability": "Z"}),
    ("source", {"derivation": "reworded"}),
    ("source", {"state": "withdrawn"}),
    ("source", {"withdrawn_reason": "Not so."}),
    ("actor", {"iso3": "az"}),
    ("actor", {"iso3": "AZE"}),
    ("actor", {"other_names": "a;; b"}),
    ("place", {"latitude": "39.75"}),
    ("place", {"latitude": "91", "longitude": "0"}),
    ("domain", {"position": 99_999}),
    ("domain", {"position": -1}),
    ("domain", {"definition": ""}),
    ("agreement", {"authentic_languages": "az; Turkish language"}),
    ("action", {"relation": "life_cycle", "agreement": None}),
    ("action", {"status": "finished"}),
    ("commitment", {"precision": 3}),
    ("commitment", {"expected_interval_months": 6}),
    ("commitment", {"recurrence": "contingent"}),
    ("commitment", {"conditional": True}),
    ("commitment", {"wording": "shall trade"}),
    ("citation", {"agreement": ["good-agreement"]}),
    ("citation", {"action": None}),
    ("citation", {"number": 0}),
    ("citation", {"locator": 0}),
    ("citation", {"quote": " ".join(["word"] * 16)}),
    ("citation", {"value": "2021"}),
    ("citation", {"field": "date", "value": "soon"}),
    ("citation", {"field": "status", "value": "finished"}),
    ("citation", {"field": "place", "value": "no-such-place"}),
    ("citation", {"field": "participant", "value": "no-such-actor"}),
    ("citation", {"field": "area_cleared", "value": "1e3", "unit": "km2"}),
    ("citation", {"field": "area_cleared", "value": "12"}),
    ("citation", {"field": "area_cleared", "value": "12", "unit": "persons"}),
    ("citation", {"measure": "persons trained"}),
    ("citation", {"origin": ["good-source"]}),
    ("citation", {"rank": "deprecated"}),
]


def wrong_rows() -> list[tuple[str, dict]]:
    """Each of them as a row with a key of its own."""
    rows = []
    for place, (table, changes) in enumerate(WRONG):
        own = {"number": place + 100} if table == "citation" else {"slug": f"wrong-{place}"}
        rows.append((table, GOOD[table] | own | changes))
    return rows


def good_rows(many: int) -> list[tuple[str, dict]]:
    """So many of each table, which differ in their keys."""
    rows = []
    for table, fields in GOOD.items():
        for number in range(many):
            own = {"slug": f"{fields['slug']}-{number}" if number else fields["slug"]} if "slug" in fields else {}
            own |= {"number": number + 1} if table == "citation" else {}
            own |= {"wid": f"a{number + 1}"} if table == "clause" else {}
            rows.append((table, fields | own))
    return rows
