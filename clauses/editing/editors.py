"""Who writes, as code that edits is told of them: whoever is signed in, with whom a save stands in the history."""

from typing import cast

from django.contrib.auth.models import AnonymousUser, User

from ..models import Row

Editor = User | AnonymousUser  # whoever a request is from; what somebody without an account may do is nothing


def account(editor: Editor) -> User:
    """The account under which something is kept: whoever comes so far is allowed to, and so has one."""
    return cast(User, editor)


def sign(row: Row, editor: Editor, reason: str | None) -> None:
    """Tells the history who makes the next save of `row`, and why."""
    vars(row).update(_change_reason=reason, _history_user=editor)
