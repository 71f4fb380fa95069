"""`make bench`: how long the pages take and how often they ask the database. Numbers to compare, not to pass."""

from statistics import median
from time import perf_counter

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

pytestmark = pytest.mark.bench
ROUNDS = 5


def record_pages():
    """One public address for each kind of record."""
    for model in apps.get_app_config("clauses").get_models():
        rows = model.objects.published() if hasattr(model.objects, "published") else ()
        for row in rows[:1]:
            try:
                yield row.get_absolute_url()
            except (AttributeError, NoReverseMatch):
                continue  # a row of a table that has no pages


def admin_lists():
    for model in apps.get_app_config("clauses").get_models():
        try:
            yield reverse(f"admin:clauses_{model._meta.model_name}_changelist")
        except NoReverseMatch:
            continue


def measure(client, address):
    times = []
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        queries = len(captured)  # a later request empties the log
    for _ in range(ROUNDS):
        began = perf_counter()
        response = client.get(address)
        times.append((perf_counter() - began) * 1000)
    print(f"{median(times):8.1f} ms {queries:4} queries {len(response.content):9,} bytes  {address}")


def test_public_pages(client, shipped):
    print()
    for address in ["/", *record_pages()]:
        measure(client, address)


def test_admin_lists(admin_client, shipped):
    print()
    for address in admin_lists():
        measure(admin_client, address)


AT_SCALE = [
    "/",
    "/agreements/",
    "/agreements/?page=200",
    "/agreements/big-7/",
    "/agreements/shusha-declaration-2021-06-15/",
    "/actions/?year=2021",
    "/domains/joint-drills/",
    "/commitments/",
    "/actions/?type=meeting",
    "/actions/?q=nothing+holds+this",
    "/actions/?q=drill+4711",
    "/sources/",
    "/search/?q=drill",
]


def many(model, count, **values):
    """`count` published rows; a value that is a function is called with the row's number."""
    rows = []
    for number in range(count):
        filled = {name: value(number) if callable(value) else value for name, value in values.items()}
        rows.append(model(state="published", **filled))
    return model.objects.bulk_create(rows, batch_size=500)


@pytest.fixture
def ten_thousand_agreements(shipped):
    models = apps.get_app_config("clauses").models_module
    size = 10_000
    named = {"slug": "big-{}".format, "title": "Big drill {}".format}
    agreements = many(models.Agreement, size, **named, instrument_type="treaty", record_level="metadata")
    at = {"agreement": lambda n: agreements[n % size]}
    part = {"wid": "a{}".format, "position": 1, "function": "operative", "label": "A", "heading": "A clause"}
    clauses = many(models.Clause, size, **at, **part)
    terms = {"kind": "other", "modality": "intention", "recurrence": "one_off", "statement": "They do it."}
    promises = many(models.Commitment, size, **named, **terms, clause=lambda n: clauses[n])
    happened = {"type": "meeting", "relation": "follow_up", "date": lambda n: f"20{n % 25:02}-0{n % 9 + 1}"}
    actions = many(models.Action, 3 * size, **named, **at, **happened)
    sources = many(models.Source, size, **named, kind="news", published="2021")
    by = {"source": lambda n: sources[n % size]}
    many(models.Citation, 3 * size, **by, number=lambda n: n // size + 1, action=lambda n: actions[n])
    many(models.Citation, size, **by, number=9, commitment=lambda n: promises[n])


def test_ten_thousand_agreements(client, ten_thousand_agreements):
    print()
    for address in AT_SCALE:
        measure(client, address)


def test_ten_thousand_agreements_as_known_on_a_day(client, ten_thousand_agreements):
    print()
    for day in ("2021-12-30", "2021-12-31"):  # the day before the sources were certainly out, and the day
        for address in ["/", "/agreements/", "/actions/", "/actions/?type=meeting", "/sources/", "/search/?q=drill"]:
            measure(client, f"{address}{'&' if '?' in address else '?'}known_on={day}")


def test_ten_thousand_agreements_in_the_admin(admin_client, ten_thousand_agreements):
    print()
    for address in ["/admin/", *admin_lists()]:
        measure(admin_client, address)


@pytest.fixture
def a_hundred_thousand_quotations(db):
    """2,000 articles of twenty paragraphs, fifty quotations from each; in every article a word is broken."""
    models = apps.get_app_config("clauses").models_module
    models.Citation.objects.all().delete()
    action = models.Action.objects.first()
    sources = many(
        models.Source, 2_000, slug="long-{}".format, title="Article {}".format, kind="news", published="2021"
    )
    words = [[f"w{number * 7919 % 9973}şə{number % 17}" for number in range(at, at + 900)] for at in range(50)]
    articles = [
        "A title\n" + "\n".join(" ".join(some[start : start + 45]) + "." for start in range(0, 900, 45))
        for some in words
    ]
    texts = [models.SourceText(source=source, text=articles[n % 50], version=1) for n, source in enumerate(sources)]
    models.SourceText.objects.bulk_create(texts, batch_size=500)

    def quote(n):
        at = n // 2_000 * 17 % 850
        some = words[n % 2_000 % 50][at - at % 45 + 3 : at - at % 45 + 10]
        return " ".join(some) if n // 2_000 else " ".join(reversed(some))

    values = {"number": lambda n: n // 2_000 + 1, "locator": lambda n: n // 2_000 * 17 % 850 // 45 + 1}
    many(models.Citation, 100_000, source=lambda n: sources[n % 2_000], action=action, quote=quote, **values)


def test_a_hundred_thousand_quotations(a_hundred_thousand_quotations, capsys):
    times = []
    for options in ([], ["--write"], ["--write"]):
        began = perf_counter()
        with pytest.raises(SystemExit), CaptureQueriesContext(connection) as captured:
            call_command("verify_quotations", *options)
        times.append((perf_counter() - began, len(captured)))
    said = capsys.readouterr().out.splitlines()
    with capsys.disabled():
        print()
        for name, (seconds, queries) in zip(("read", "first written", "written again"), times, strict=True):
            print(f"{seconds:8.1f} s  {queries:6} queries  100,000 quotations, {name}: {said[-1]}")
