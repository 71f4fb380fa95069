"""Words that stand in what somebody may not see: whoever finds one where it is hidden from them has found a leak."""

from django_otp.plugins.otp_totp.models import TOTPDevice

from clauses.models import Comment, Proposal, SavedFilter

from ..pages.forms import change_address, filled
from ..pages.review import step
from .every_row import RECORDS, record
from .factories import ActionFactory, CitationFactory, SourceFactory, SourceTextFactory
from .people import person
from .proposals import decide

UNLISTED = "Zqunlisted"  # in records that are not public
SAID = "Zqsaid"  # in what editors say and plan about what is public, and in what is kept about them
OWN = "Zqown"  # in what belongs to one account alone
TITLES = ("title", "name", "label", "heading", "quote", "rationale", "reason")
HIDDEN = {"anonymous": (UNLISTED, SAID, OWN), "viewer": (SAID, OWN), "superuser": ()}  # from all others: OWN


def hide_from(role: str, other) -> tuple[list[str], list[str]]:
    """Puts the words where this role may not see them; those words, and addresses of records that editors spoke of.

    `other` is the account of somebody else.
    """
    words, addresses = [*HIDDEN.get(role, (OWN,))], []
    if UNLISTED in words:
        for state in ("draft", "in_review", "withdrawn"):
            unlisted(state)
    if SAID in words:
        addresses = said_among_editors()
    if OWN in words:
        words += owned_by(other)
    return words, [address.removeprefix("/") for address in addresses]


def unlisted(state) -> None:
    """A record of every table in this state, with the word in its title; a withdrawn one never was public before."""
    for model in RECORDS:
        texts = {each.name for each in model._meta.fields if not each.is_relation}
        record(model, state, **{next(name for name in TITLES if name in texts): f"{UNLISTED} here"})


def said_among_editors() -> list[str]:
    """The word in all that editors say; the addresses of the records that they say it of."""
    author = person("editor", "writes")
    action = ActionFactory()
    citation = CitationFactory(action=action, prefix=f"{SAID} before", suffix=f"{SAID} after", checked_digest="c" * 64)
    step(author, action, "remark", f"{SAID} remark")
    for answer in ("", "decline", "return", "apply"):
        data = filled(author, action, description=f"{SAID if answer != 'apply' else 'Plain'} {answer}")
        author.post(change_address(action), data | {"change_reason": f"{SAID} reason"})
        if answer:
            decide(person("reviewer", f"decides-{answer}"), Proposal.objects.first(), answer, f"{SAID} answer")
    SourceTextFactory(source=SourceFactory(), text=f"{SAID} text")
    assert Comment.objects.filter(text__contains=SAID).exists()
    assert Proposal.objects.filter(answer__contains=SAID).count() == 3
    own = [change_address(row) for row in (action, citation)]
    return [*own, *(each.replace("change/", "history/") for each in own), action.get_absolute_url()]


def owned_by(user) -> tuple[str, ...]:
    """The word in the password, the second step and the saved filters of `user`; what else would give them away."""
    user.set_password(f"{OWN} as a password")
    user.save()
    device = TOTPDevice.objects.create(user=user, name=OWN, key="a" * 40)
    SavedFilter.objects.create(user=user, table="action", name=OWN, query=f"q={OWN}")
    return user.password.split("$")[-1], device.key
