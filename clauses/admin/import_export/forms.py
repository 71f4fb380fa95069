"""The forms of the import and export pages."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from ...characters import refuse_unprintable
from ...exchange.formats import FORMATS, LARGEST

BY_EXTENSION = {file_format().get_extension(): file_format for file_format in FORMATS}
CHOICES = [(extension, extension.upper()) for extension in BY_EXTENSION]


class FormatMixin(forms.Form):
    """A form with a field `format`."""

    @property
    def file_format(self) -> Any:
        return BY_EXTENSION[self.cleaned_data["format"]]


class ExportForm(FormatMixin):
    format = forms.ChoiceField(choices=CHOICES, initial=CHOICES[0][0], widget=forms.RadioSelect)


class ImportForm(FormatMixin):
    import_file = forms.FileField(
        label="File",
        help_text=(
            "A CSV in UTF-8 or an XLSX with one sheet of data, with the columns below. What a spreadsheet hides, "
            "merges or shows otherwise than it stores is refused. You see a preview before anything is written."
        ),
    )
    format = forms.ChoiceField(choices=[("", "by the name of the file"), *CHOICES], required=False)

    def clean_import_file(self) -> UploadedFile:
        file = self.cleaned_data["import_file"]
        if file.size > LARGEST:
            raise forms.ValidationError(f"The file is larger than {LARGEST // 2**20} MB. Split it.")
        return file

    def clean(self) -> None:
        file = self.cleaned_data.get("import_file")
        if file and not self.cleaned_data.get("format"):
            extension = Path(file.name).suffix.lower().lstrip(".")
            if extension not in BY_EXTENSION:
                self.add_error("format", f"“{file.name}” is neither .csv nor .xlsx by its name: say which it is.")
            self.cleaned_data["format"] = extension

    @property
    def content(self) -> bytes:
        return b"".join(self.cleaned_data["import_file"].chunks())


class ConfirmForm(FormatMixin):
    """What ties a confirmation to its preview."""

    token = forms.CharField(max_length=100, widget=forms.HiddenInput)
    format = forms.ChoiceField(choices=CHOICES, widget=forms.HiddenInput)
    name = forms.CharField(max_length=255, widget=forms.HiddenInput, validators=[refuse_unprintable])
