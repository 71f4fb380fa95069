"""What an account may do, as one choice in words. The rights themselves are those of a group of the same name.

Whoever has a role is let into the admin, and nobody else but superusers.
"""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.utils.text import capfirst

ROLES = {
    "viewer": "looks at everything but comments, proposals and private columns; exports",
    "editor": "writes drafts, sends them to review, proposes changes of what is published, comments",
    "reviewer": "does what an editor does; publishes, returns and withdraws what somebody else wrote; decides on "
    "proposals; merges",
    "manager": "does what an editor does; imports, restores packages, keeps accounts and domains, merges",
}
NOBODY, AS_IT_IS = "none", "as it is"
HELP = {
    "username": "The name under which it signs in, and which the history shows.",
    "is_active": "Untick it instead of deleting the account: it can no longer sign in, and the history keeps its name.",
    "is_superuser": "It may do everything, and alone; the history says so.",
    "user_permissions": "Single rights beside those of the role and of the groups.",
}
NO_ROLE = "No role: cannot sign in to the admin"


def roles_of(account: User) -> list[str]:
    """The roles that an account has: one, unless somebody gave it several groups, or none."""
    names = {group.name for group in account.groups.all()}
    return [name for name in ROLES if name in names]


def role_in_words(account: User) -> str:
    if account.is_superuser:
        return "superuser"
    return " and ".join(roles_of(account)) or ("rights of its own" if account.is_staff else "no role")


class RoleForm(forms.ModelForm):
    """An account with its role. `is_staff` follows from it, so nobody has to think of it."""

    role = forms.ChoiceField(
        widget=forms.RadioSelect, required=False, help_text="What the account may do. The history says who gave it."
    )

    class Meta:
        model = get_user_model()
        fields = ("username",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in HELP.keys() & self.fields.keys():
            self.fields[name].help_text = HELP[name]
        if "user_permissions" in self.fields:
            self.fields["user_permissions"].label = "Single rights"
        if "role" in self.fields:
            self._offer_roles()
        if "groups" in self.fields:
            further: Any = self.fields["groups"]
            further.label, further.queryset = "Further groups", Group.objects.exclude(name__in=ROLES)
            further.help_text = "Rights beside those of the role."
            self.initial["groups"] = [each for each in self.initial.get("groups", ()) if each.name not in ROLES]

    def _offer_roles(self) -> None:
        field: Any = self.fields["role"]
        there = set(Group.objects.filter(name__in=ROLES).values_list("name", flat=True))
        choices = [(name, f"{capfirst(name)}: {what}") for name, what in ROLES.items() if name in there]
        account = self.instance
        field.choices = [*choices, (NOBODY, NO_ROLE)]
        if account.pk is None:
            field.required, field.choices = True, choices
            field.error_messages["required"] = "Choose what the account may do."
            return
        found = roles_of(account)
        if len(found) > 1 or (not found and (account.is_staff or account.is_superuser)):
            field.choices = [(AS_IT_IS, f"As it is: {role_in_words(account)}"), *choices, (NOBODY, NO_ROLE)]
            field.initial = AS_IT_IS
        else:
            field.initial = found[0] if found else NOBODY

    def chosen(self) -> str:
        """The role that is asked for; that nothing was sent of it changes nothing."""
        return self.cleaned_data.get("role") or AS_IT_IS


def give(account: User, role: str) -> None:
    """Lets an account that is stored have this role alone, beside its further groups."""
    if role == AS_IT_IS:
        return
    account.groups.remove(*Group.objects.filter(name__in=[name for name in ROLES if name != role]))
    if role != NOBODY:
        account.groups.add(Group.objects.get(name=role))


def enters_admin(account: User, role: str) -> bool:
    """Whether an account with this role is let into the admin."""
    return account.is_superuser or (account.is_staff if role == AS_IT_IS else role != NOBODY)
