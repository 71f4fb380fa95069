"""What texts may hold: the same rule in forms, imports, fixtures, proposals and what is brought back."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from clauses.characters import misread, tidied
from clauses.dataset import BY_NAME
from clauses.editing.apply import carry_out
from clauses.editing.edits import change
from clauses.editing.proposals import edits_of, propose
from clauses.editing.texts import read
from clauses.exchange.resources import resource_for
from clauses.exchange.sheet import Sheet
from clauses.models import Actor, Domain
from tests.support.pages.forms import change_address, filled
from tests.support.rows import factories

pytestmark = pytest.mark.django_db

UNTIDY = {
    "a soft hyphen": ("Bey\u00adlik", "Beylik"),
    "a zero-width space": ("Bey\u200blik", "Beylik"),
    "a byte order mark": ("\ufeffBeylik", "Beylik"),
    "a variation selector": ("Bey\ufe0flik", "Beylik"),
    "a joiner in a Latin word": ("Bey\u200dlik", "Beylik"),
    "a no-break space": ("Bey\u00a0lik", "Bey lik"),
    "a thin space": ("Bey\u202flik", "Bey lik"),
    "a tab": ("Bey\tlik", "Bey lik"),
    "two spaces": ("Bey  lik", "Bey lik"),
    "a space and a thin one": ("Bey \u2009lik", "Bey lik"),
    "a blank of braille": ("Bey\u2800lik", "Bey lik"),
    "a sign of music that is not drawn": ("Bey\U0001d173lik", "Beylik"),
    "an accent behind what nobody sees": ("S\u034f\u0327u\u200bs\u0327a", "Şuşa"),
    "accents that stand apart": ("S\u0327us\u0327a", "Şuşa"),
}
REFUSED = {
    "a line feed": ("Bey\nlik", "U+000A, a line break"),
    "a line separator": ("Bey\u2028lik", "U+2028, a line break"),
    "a vertical tab": ("Bey\x0blik", "U+000B, which cannot be printed"),
    "a next line": ("Bey\x85lik", "U+0085, which cannot be printed"),
    "a lost character": ("\ufffdrnek", "U+FFFD, which stands where a character was lost"),
    "what stands for no character": ("Bey\ufff0lik", "U+FFF0, which stands where"),
    "a hidden tag": ("Bey\U000e0fffl", "U+E0FFF, which stands where"),
    "a wrong encoding": ("ÅžuÅŸa", "is “Şuşa” read in a wrong encoding"),
}


def form(client, name):
    row = factories.ActorFactory(state="draft", name="Before")
    response = client.post(change_address(row), filled(client, row, name=name))
    row.refresh_from_db()
    return row.name, response.content.decode() if response.status_code == 200 else ""


def imported(client, name):
    table = BY_NAME["actors"]
    row = dict.fromkeys(table.header, "") | {"slug": "test-one", "name": name, "kind": "other"}
    result = resource_for(table)().import_data(Sheet(table.header, [(2, list(row.values()))]))
    found = Actor.objects.filter(slug="test-one").values_list("name", flat=True).first()
    return found, " ".join(map(str, result.problems))


def proposed(client, name):
    row = factories.ActorFactory(name="Before")
    row.name = name
    proposal = propose(row, [change(row)], user=client.user, reason="A test.")
    return applied(proposal, row)


def applied(proposal, row):
    said = ""
    try:
        carry_out(edits_of(proposal), user=proposal.author, reason="A test.")
    except ValidationError as error:
        said = " ".join(error.messages)
    row.refresh_from_db()
    return row.name, said


DOORS = [form, imported, proposed]


@pytest.fixture
def editor(admin_client, admin_user):
    admin_client.user = admin_user
    return admin_client


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("case", UNTIDY)
def test_a_name_is_tidied_alike_at_every_entry(case, door, editor):
    typed, stored = UNTIDY[case]
    assert door(editor, typed) == (stored, "")


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_name_of_one_line_is_refused_alike_at_every_entry(case, door, editor):
    typed, words = REFUSED[case]
    stored, said = door(editor, typed)
    assert words in said
    assert stored in (None, "Before")


@pytest.mark.parametrize("typed", [*(typed for typed, _ in UNTIDY.values()), *(typed for typed, _ in REFUSED.values())])
def test_a_fixture_is_refused_unless_its_names_are_tidy(typed, tmp_path):
    fields = {"slug": "test-one", "name": typed, "kind": "other", "state": "draft"}
    path = tmp_path / "actors.json"
    path.write_text(json.dumps([{"model": "clauses.actor", "fields": fields}]))
    with pytest.raises(CommandError, match="name: "):
        call_command("loaddata", str(path), verbosity=0)


def test_a_name_that_was_imported_untidy_is_unchanged_when_it_is_imported_again(editor):
    imported(editor, "Bey\u200blik")
    table = BY_NAME["actors"]
    row = dict.fromkeys(table.header, "") | {"slug": "test-one", "name": "Bey\u00adlik", "kind": "other"}
    result = resource_for(table)().import_data(Sheet(table.header, [(2, list(row.values()))]))
    assert [found.import_type for found in result.rows] == ["skip"]


@pytest.mark.parametrize("name", ["می\u200cخواهم", "क\u094d\u200dष", "👩\u200d🚀"])
def test_a_joiner_stays_where_it_shapes_letters(name):
    assert tidied(name) == name


@pytest.mark.parametrize(("field", "value"), [("code_there", "Q1\u200b2"), ("code_there", "Q1\ufe0f")])
def test_a_code_is_never_changed_but_refused(field, value):
    row = factories.DomainMappingFactory.build(domain=factories.DomainFactory(), **{field: value})
    with pytest.raises(ValidationError, match="which nobody sees"):
        row.full_clean()


@pytest.mark.parametrize("text", ["„SPÄ“", "CAFÉ®", "25 °C ± 3", "Рівне", "«С»", "Ärzte", "Şuşa", "naïve – “x”"])
def test_what_may_have_been_written_so_is_not_taken_for_a_wrong_encoding(text):
    assert misread(text) == ""


@pytest.mark.parametrize("encoding", ["cp1252", "cp1254", "cp1251", "latin-1"])
@pytest.mark.parametrize("text", ["Şuşa", "“a”", "Ильхам Алиев", "Bakı"])
def test_text_that_was_read_in_a_wrong_encoding_is_found(text, encoding):
    read_as = "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())
    assert misread(read_as) == text


@pytest.mark.parametrize("sign", ["\ufffd", "\x96", "\x80"])
def test_the_text_of_an_article_with_signs_of_a_lost_encoding_is_refused(sign):
    with pytest.raises(ValidationError, match=r"In line 1 stands U\+"):
        read(f"The drill is from 5{sign}8 October. It ended.")


def test_a_text_of_several_lines_keeps_its_lines_and_is_refused_what_was_lost():
    row = Domain(slug="d", label="D", definition="One.\nTwo.", position=1)
    row.full_clean(validate_unique=False)
    row.definition = "Lost \ufffd."
    with pytest.raises(ValidationError, match="a character was lost"):
        row.full_clean(validate_unique=False)


@pytest.mark.parametrize(
    "text", ["ก\u200d\u17b4", "S\u200b\u0327 \u00a0 x", "❤\ufe0f\u200d🚀", "a\u200d \u200cb", " \u2800"]
)
def test_what_is_tidy_stays_as_it_is(text):
    assert tidied(tidied(text)) == tidied(text)
