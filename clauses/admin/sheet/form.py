"""What a sheet asks for beside its rows: what becomes of the words, why it is changed, and further text."""

from typing import Any

from django import forms

from ...editing.sheet.load import Standing
from ...editing.sheet.save import Keeping
from ...fields import LANGUAGE
from ...models import Agreement, ClauseText, Source
from ...models.clauses import OWN_WORDS
from ...vocabularies import SourceKind, TextLicence, TextStatus
from ..forms.widgets import Lines, RowSelect
from ..lists.labels import named

NOTHING = "nothing"
LONGEST_PASTE = 400_000
NO_SOURCE = (
    "Name the source of the words, or keep only numbers and headings. If the source is not in the list, add it by the "
    "button below: this sheet waits meanwhile."
)


class SheetForm(forms.Form):
    """`keeping` is what was chosen, once the form is valid."""

    keep = forms.ChoiceField(
        required=False,
        label="Keep the words",
        help_text="Readers see them with the clause, with where they are from and why they may stand here.",
    )
    language = forms.CharField(
        required=False,
        label="Language",
        max_length=20,
        validators=[LANGUAGE],
        help_text="Of the words, as in az or tr.",
    )
    licence = forms.ChoiceField(
        required=False,
        label="Why the words may stand here",
        choices=[("", "not said: at most fifteen words of each clause"), *TextLicence.choices],
        help_text="Of all words that are new on this sheet. Whole texts only where the law or a licence allows it.",
    )
    source = forms.ModelChoiceField(Source._base_manager.none(), required=False, label="Source of the words")
    paste = forms.CharField(
        required=False,
        max_length=LONGEST_PASTE,
        strip=False,
        label="Text",
        widget=Lines(attrs={"rows": 12}),
        help_text="The text of the agreement, or more of it. Numbers and headings are found by themselves.",
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="Or a file",
        help_text="Plain text (.txt), a web page (.html), a Word document (.docx) or Akoma Ntoso (.xml), of 5 MB at "
        "most. The file itself is not stored.",
    )
    reason = forms.CharField(
        required=False,
        max_length=500,
        label="Reason for the change",
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text="For the history, and for whoever reviews it. Never public.",
    )

    def __init__(self, site: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep: Any = self.fields["keep"]
        keep.choices = [("", "choose …"), (NOTHING, "no: only numbers and headings")]
        keep.choices += [(status.value, f"as {status.label}") for status in TextStatus]
        source: Any = self.fields["source"]
        source.queryset = named(Source)
        source.widget = RowSelect(ClauseText._meta.get_field("source"), site)
        source.widget.choices = source.choices

    def clean(self) -> None:
        keep = self.cleaned_data.get("keep")
        is_kept = keep not in ("", None, NOTHING)
        if is_kept and keep != TextStatus.EDITORS_SUMMARY and not self.cleaned_data.get("source"):
            self.add_error("source", NO_SOURCE)

    @property
    def keeping(self) -> Keeping:
        keep, language = self.cleaned_data["keep"], self.cleaned_data["language"] or "en"
        if keep in ("", NOTHING):
            return Keeping(language, is_chosen=keep == NOTHING)
        licence = self.cleaned_data["licence"] if keep not in OWN_WORDS else ""
        source = self.cleaned_data["source"] if keep != TextStatus.EDITORS_SUMMARY else None
        return Keeping(language, keep, source, licence=licence)


def initial(agreement: Agreement, standing: Standing | None) -> dict[str, Any]:
    """What is likely: the standing of the texts on the sheet; else the one treaty text that is a source of it."""
    if standing is not None:
        language, status, source = standing
        of_others = ClauseText._base_manager.filter(clause__agreement=agreement, language=language, status=status)
        licence = of_others.filter(source=source).exclude(licence="").values_list("licence", flat=True).first()
        return {"language": language, "keep": status, "source": source, "licence": licence or ""}
    language = agreement.authentic_languages.split(";")[0].strip() or "en"
    texts = Source._base_manager.filter(kind=SourceKind.TREATY_TEXT, citations__agreement=agreement).distinct()[:2]
    only = texts[0] if len(texts) == 1 else None
    if only is None:
        return {"language": language}
    spoken = only.language or language
    return {"language": spoken, "source": only.pk, "keep": TextStatus.AUTHENTIC if spoken in language else ""}
