"""Fields of text: what cannot be printed, is no code or no address of the web is refused, by the database, too."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from clauses.fields import CodeField, NamesField, WebAddressField
from tests.support.rows.every_row import MODELS, refusal, row_of, title
from tests.support.rows.factories import ActionFactory, SourceFactory

pytestmark = pytest.mark.django_db
TEXTS = [
    (model, field.name)
    for model in MODELS
    for field in model._meta.concrete_fields
    if isinstance(field, models.CharField | models.TextField) and field.editable
]


def test_no_text_takes_a_character_that_cannot_be_printed(subtests):
    for model, name in TEXTS:
        with subtests.test(model=title(model), name=name):
            row = row_of(model)
            setattr(row, name, f"{getattr(row, name)}\x00")
            assert name in refusal(row)


@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("\x00", "U+0000"),
        ("\x0b", "U+000B"),
        ("\x1f", "U+001F"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\u061c", "U+061C"),
        ("\u200e", "U+200E"),
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\ud800", "U+D800"),
        ("\uffff", "U+FFFF"),
    ],
    ids=ascii,
)
def test_the_refusal_names_the_character_and_its_place(char, code):
    row = ActionFactory()
    row.description = f"Şuşa{char}"
    assert refusal(row) == {"description": [f"Character 5 is {code}, which cannot be printed. Delete it."]}


@pytest.mark.parametrize(
    "text", ["Line\nand line\r\n\tindented", "Əlizadə, Şuşa, 石, e\u0301, 👩\u200d🚀", "می\u200cخواهم"]
)
def test_text_in_any_script_is_taken_as_it_is(text):
    row = ActionFactory()
    row.description = text
    row.full_clean()
    row.save()
    row.refresh_from_db()
    assert row.description == text


@pytest.mark.parametrize("value", ["shusha", "a", "2021", "shusha-declaration-2021-06-15", "0-0"])
def test_a_code_is_plain_ascii(value):
    assert CodeField().clean(value, None) == value


@pytest.mark.parametrize(
    "value", ["", "Shusha", "şuşa", "a_b", "a--b", "-a", "a-", "a b", "a/b", "a\n", "a.b", "ａ", "a" * 101, "a\x00"]
)
def test_anything_else_is_no_code(value):
    with pytest.raises(ValidationError):
        CodeField().clean(value, None)


@pytest.mark.parametrize("value", ["", "Şuşa", "Şuşa; Shushi", "az;tr"])
def test_names_are_separated_by_single_semicolons(value):
    assert NamesField().clean(value, None) == value


@pytest.mark.parametrize("value", [";", "Şuşa;", ";Şuşa", "Şuşa;;Shushi", "Şuşa; ;Shushi", " "])
def test_no_name_of_several_is_empty(value):
    with pytest.raises(ValidationError, match=r"as in Şuşa; Shushi\."):
        NamesField().clean(value, None)


@pytest.mark.parametrize("value", ["http://example.org", "https://example.org/a?b=c#d", "https://xn--ua-0zb.az/"])
def test_an_address_is_one_of_the_web(value):
    row = SourceFactory(url=value, archive_url=value)
    row.full_clean()


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "JavaScript://example.org/%0aalert(1)",
        "data:text/html,x",
        "ftp://example.org/a",
        "file:///etc/passwd",
        "//example.org",
        "example.org",
        "https://example.org/\nx",
        "https://",
        "https://example.org/" + "a" * 500,
    ],
)
def test_any_other_address_is_refused_in_the_model_and_in_the_form(value):
    with pytest.raises(ValidationError):
        WebAddressField().clean(value, None)
    assert set(refusal(SourceFactory.build(publisher=None, url=value, archive_url=value))) == {"url", "archive_url"}


def test_every_address_of_the_tables_is_such_a_field():
    fields = [field for model in apps.get_app_config("clauses").get_models() for field in model._meta.fields]
    assert {type(field) for field in fields if isinstance(field, models.URLField)} == {WebAddressField}
