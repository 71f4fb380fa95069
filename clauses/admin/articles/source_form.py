"""The forms on which an article is added: its address, and what is recorded of it as a source."""

from typing import Any, cast

from django import forms
from django.contrib.admin.widgets import AdminURLFieldWidget, RelatedFieldWidgetWrapper
from django.contrib.auth.models import User

from ...articles.addresses import without_followers
from ...editing.typed.making import ADDED, NO_CODE, called, named_draft
from ...fields import WebAddressField
from ...folding import code_of
from ...models import Actor
from ...vocabularies import ActorKind
from ..forms.forms import ReasonForm, RowForm

FOLDED = ("slug", "author", "extent", "accessed_on")  # what is seldom corrected
COLUMNS = ("title", "publisher", "published", "language", "kind", "url", *FOLDED)
ONE_OF_TWO = "Choose the publisher or write its name: one of the two."


class AddressForm(forms.Form):
    """Where the article was published on the web."""

    url = WebAddressField("Address").formfield(
        required=False,
        label="Address",
        help_text="Where it was published on the web; empty where it was not. Nothing is fetched from there.",
        widget=forms.URLInput({"class": "vLargeTextField", "autocomplete": "off", "autofocus": True}),
    )


LEFT_OUT = "Left out of the address, because it only tells who came from where: {}."
NO_FOLLOWERS = "What only follows its readers, such as utm_source or fbclid, is left out."


class PlainAddress:
    """Mixin of forms of a source: its address without what only follows its readers. `left_out` names that."""

    left_out: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = vars(self)["fields"]
        instance: Any = vars(self)["instance"]
        for field in fields.values() if instance.pk is None else ():
            if isinstance(field.widget, AdminURLFieldWidget):  # it says what is stored “currently”
                field.widget = forms.URLInput({"class": "vLargeTextField"})
        if "url" in fields:
            fields["url"].help_text = f"{fields['url'].help_text} {NO_FOLLOWERS}"

    def clean_url(self) -> str:
        cleaned: dict[str, Any] = vars(self)["cleaned_data"]
        address, left_out = without_followers(cleaned["url"])
        self.left_out = tuple(left_out)
        return address


class SourceForm(PlainAddress, ReasonForm):
    """The form of a source in the admin."""


class ArticleForm(PlainAddress, RowForm):
    """A new source, filled in from its text and its address."""

    publisher_name = forms.CharField(
        required=False,
        max_length=200,
        label="or its name",
        widget=forms.TextInput({"class": "vTextField"}),
        help_text="Of a publisher that is not in the list: it is made, too, as a draft.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, RelatedFieldWidgetWrapper):  # its windows would leave the article
                field.widget = field.widget.widget
        self.order_fields(("title", "publisher", "publisher_name", *COLUMNS[2:]))

    @property
    def first(self) -> list[Any]:
        """The fields that matter most."""
        return [field for field in self.visible_fields() if field.name not in FOLDED]

    @property
    def folded(self) -> list[Any]:
        return [self[name] for name in FOLDED]

    def explain(self, because: dict[str, str]) -> None:
        """Says at the fields why they are filled in as they are."""
        for name, words in because.items():
            self.fields[name].help_text = f"{words} {self.fields[name].help_text}"

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        name, chosen = self.cleaned_data.get("publisher_name"), self.cleaned_data.get("publisher")
        known = called(Actor, name) if name else None
        if name and chosen and known != chosen:
            self.add_error("publisher_name", ONE_OF_TWO)
        elif known is not None:
            self.cleaned_data["publisher"] = known
        elif name and not code_of(name):
            self.add_error("publisher_name", NO_CODE)
        return cleaned

    def make_publisher(self) -> None:
        """Stores the publisher that is not there yet; call it in the transaction that stores the source."""
        name = self.cleaned_data.get("publisher_name")
        if name and self.instance.publisher is None:
            made = named_draft(Actor, name, ActorKind.MEDIA, user=cast(User, self.user), reason=ADDED)
            self.instance.publisher = made
