"""Proposing a change to what is public, and deciding on it."""

from django.urls import reverse

from clauses.models import Proposal

from ..pages.forms import change_address, filled


def propose(client, row, **changes) -> Proposal:
    """The proposal that comes of saving the form of `row` with these changes."""
    before = Proposal.objects.count()
    response = client.post(change_address(row), filled(client, row, **changes))
    assert response.status_code == 302, response.context["errors"]
    assert Proposal.objects.count() == before + 1
    return Proposal.objects.first()


def proposal_address(proposal) -> str:
    return reverse("admin:clauses_proposal_change", args=[proposal.pk])


def decide(client, proposal, step, answer="", follow=False, **choices):
    """The answer to a button of the page of a proposal, by somebody who has seen it as it is now."""
    proposal.refresh_from_db()
    data = {"step": step, "answer": answer, "seen": proposal.version, **choices}
    return client.post(proposal_address(proposal), data, follow=follow)
