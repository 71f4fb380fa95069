"""What is asked for with the files of a collection."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from ...characters import refuse_unprintable
from ...editing.collection.jobs import PUBLISHES, STATES
from ...editing.editors import Editor
from ...exchange.collection.files import LARGEST_PACKED
from ...vocabularies import ImportMode, ReviewState


class CollectionForm(forms.Form):
    """The files, and what is to become of their rows."""

    collection = forms.FileField(
        label="Files",
        help_text=(
            "A ZIP of tables, or one table: CSV, XLSX or JSON lines, each named after its table, as in agreements.csv. "
            "Or references, as Zotero exports them (CSL-JSON, RIS): they become draft sources. A preview comes first."
        ),
    )
    mode = forms.ChoiceField(
        label="Rows that are there",
        choices=[(each.value, f"{each.label}: {each.definition}") for each in ImportMode],
        initial=ImportMode.CHANGED,
        widget=forms.RadioSelect,
        help_text="Columns that a file lacks are never touched, and no row is deleted.",
    )
    state = forms.ChoiceField(label="New records become", initial=ReviewState.DRAFT)
    source = forms.CharField(
        label="They rest on the source",
        required=False,
        max_length=100,
        validators=[refuse_unprintable],
        help_text="Its code, or nothing. Each new row then gets a citation that names its row in the file.",
    )

    def __init__(self, user: Editor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = STATES if user.has_perm(PUBLISHES) else STATES[:2]
        field: Any = self.fields["state"]
        field.choices = [(each.value, each.label) for each in states]

    def clean_collection(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["collection"]
        if file.size and file.size > LARGEST_PACKED:
            raise forms.ValidationError(f"The file is larger than {LARGEST_PACKED // 2**20} MB. Import a part.")
        return file
