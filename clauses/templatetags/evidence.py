"""What the templates say of disagreements and of the decisions on them."""

from typing import cast

from django import template
from django.utils.html import format_html

from clauses.evidence.conflicts.compared import value_in_words
from clauses.evidence.conflicts.decided import Dispute, Side
from clauses.models import Citation, Decision
from clauses.public.wording import record_link, source_words, typeset

register = template.Library()


@register.filter
def follows(dispute: Dispute, side: Side) -> bool:
    """Whether the decision that holds follows this side."""
    return dispute.follows(side)


@register.simple_tag
def followed_words(decision: Decision) -> str:
    """Which statement a decision follows; `decision` was loaded with `follows_public`."""
    if decision.follows_id is None:
        return "it cannot be decided. The reason:"
    if not vars(decision)["follows_public"]:
        return "the editors followed a statement that is no longer public. The reason:"
    followed = cast(Citation, decision.follows)
    credited = record_link(followed.attributed_to)
    done = format_html(", done by {}", credited) if credited else ""
    words = typeset(value_in_words(followed))
    return format_html("the editors follow “{}”{} ({}). The reason:", words, done, source_words(followed.source))
