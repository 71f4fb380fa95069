from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .. import dates, models
from ..editing.typed.instruments import type_named_in
from ..editing.typed.signature import Signing, record_signature, signatures_of
from ..vocabularies import RecordLevel
from .addresses import form_of
from .base import RecordAdmin, TableAdmin
from .citations import citations_of
from .forms.days import UncertainDate, UncertainDateInput
from .forms.forms import ReasonForm
from .forms.inlines import inline
from .forms.widgets import RowChoiceField, RowSelect
from .lists.labels import named
from .mixins import user_of
from .sheet.admin_pages import SheetPages
from .sheet.detour import sheet_of

SIGNED_ON, SIGNED_AT, SIGNATURE = "signed_on", "signed_at", "signature"
MADE = "{} is kept as a draft: {}."
MEANWHILE = "The signature is recorded already: {}. The day of signature that you typed, {}, was not used."


class AgreementForm(ReasonForm):
    """An agreement, with the day of its signature, which makes an action as long as there is none."""

    offers_signature = False
    signed_on = UncertainDate(
        label="Day of signature",
        required=False,
        widget=UncertainDateInput,
        help_text="As in 15 June 2021, 15.6.2021, June 2021, about 2021 or 2021-06-15; it is read back before it is "
        "saved. It makes the action “Signature of …”, a draft that is signed by the parties below.",
    )
    signed_at = RowChoiceField(
        models.Place.objects.none(), label="Signed at", required=False, help_text="Where it was signed, if known."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.offers_signature:
            del self.fields[SIGNED_ON], self.fields[SIGNED_AT]
        if "instrument_type" in self.fields and self.instance.pk is None:
            self.fields["instrument_type"].required = False
            self.fields["instrument_type"].help_text += " Leave it empty where the title says it, as in Treaty of Kars."

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("instrument_type") == "":
            self.cleaned_data["instrument_type"] = type_named_in(self.cleaned_data.get("title", ""))
            if not self.cleaned_data["instrument_type"]:
                self.add_error("instrument_type", "Choose the type: the title does not say one, or says several.")
        if self.cleaned_data.get(SIGNED_AT) and not self.cleaned_data.get(SIGNED_ON) and not self.has_error(SIGNED_ON):
            self.add_error(SIGNED_ON, "Give the day, too: it makes the action that has the place.")
        return cleaned

    @property
    def changed_data(self) -> list[str]:
        """Without the signature, which is an action of its own."""
        return [name for name in super().changed_data if name not in (SIGNED_ON, SIGNED_AT)]


@admin.register(models.Agreement)
class AgreementAdmin(SheetPages, RecordAdmin):
    form = AgreementForm
    list_columns = ("title", "slug", "instrument_type", "binding_status", "record_level")
    inlines = (
        inline(models.AgreementParty, "agreement", blank=2),
        inline(models.AgreementName, "agreement", title="Names"),
        inline(models.AgreementIdentifier, "agreement", title="Numbers in other schemes"),
        inline(models.AgreementRelation, "subject", title="Relations to other agreements"),
        citations_of("agreement"),
    )
    linked = (
        (models.Clause, "agreement", "Clauses"),
        (models.Commitment, "clause__agreement", "Commitments"),
        (models.Action, "agreement", "Actions"),
        (models.AgreementRelation, "object", "Relations that others have to it"),
    )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Of a new one nothing but its description is recorded yet."""
        return {"record_level": RecordLevel.METADATA.value} | super().get_changeform_initial_data(request)

    def next_steps(self, request: HttpRequest, obj: Any) -> Iterator[tuple[str, str]]:
        if self.may_use_sheet(request):
            yield "its clauses as one sheet", sheet_of(obj)
        yield from self.step_to_add(request, "a clause", obj, models.Clause, agreement=obj.pk)
        if obj.clauses.exists():
            yield from self.step_to_add(request, "a commitment", obj, models.Commitment)
        yield from self.steps_to_rows(request, obj, parties="its parties", citations="a citation")

    # --- The day of signature

    def _signatures(self, obj: Any) -> list[models.Action]:
        """The stored signatures; asked once for an object."""
        if obj is None or obj.pk is None:
            return []
        known = vars(obj)
        if "signatures_known" not in known:
            known["signatures_known"] = list(signatures_of(obj))
        return known["signatures_known"]

    def _offers_signature(self, request: HttpRequest, obj: Any) -> bool:
        may_write = self.has_add_permission(request) if obj is None else self.has_change_permission(request, obj)
        may_add = self.admin_site.get_model_admin(models.Action).has_add_permission(request)
        return may_write and may_add and not self._signatures(obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.offers_signature = self._offers_signature(request, obj)
        if form.offers_signature:
            field = form.base_fields[SIGNED_AT]
            select = RowSelect(models.ActionPlace._meta.get_field("place"), self.admin_site)
            field.queryset, field.widget = named(models.Place), select
            select.choices = field.choices
        return form

    def _first_groups(self, request: HttpRequest, obj: Any) -> list[tuple[str | None, list[str]]]:
        (title, names), *others = super()._first_groups(request, obj)
        signed = [SIGNATURE] if self._signatures(obj) else []
        signed = [SIGNED_ON, SIGNED_AT] if self._offers_signature(request, obj) else signed
        return [(title, [*names[:2], *signed, *names[2:]]), *others]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), SIGNATURE)

    @admin.display(description="Signature")
    def signature(self, obj: models.Agreement) -> SafeString:
        """The actions that are its signature, in the place of the field that would make one."""
        found = ((form_of(each), each, dates.words(each.date) or "no date yet") for each in self._signatures(obj))
        return format_html_join(", ", '<a href="{}">{}</a> ({})', found)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        typed, agreement = request.POST.get(SIGNED_ON, "").strip(), form.instance
        day = form.cleaned_data.get(SIGNED_ON, "")
        if not typed or agreement.pk is None:
            return
        signing = Signing(day, form.cleaned_data.get(SIGNED_AT)) if day else None
        action = record_signature(agreement, signing, user=user_of(request)) if signing else None
        if action is not None:
            self.admin_site.get_model_admin(models.Action).log_addition(request, action, [{"added": {}}])
            messages.success(request, format_html(MADE, "The signature", _link(action)))
        elif stored := signatures_of(agreement).first():
            messages.warning(request, format_html(MEANWHILE, _link(stored), typed[:40]))


def _link(action: models.Action) -> SafeString:
    return format_html('<a href="{}">{}, {}</a>', form_of(action), action, dates.words(action.date))


@admin.register(models.AgreementName)
class AgreementNameAdmin(TableAdmin):
    inlines = (citations_of("name"),)


@admin.register(models.AgreementRelation)
class AgreementRelationAdmin(TableAdmin):
    inlines = (citations_of("relation"),)
