"""How much stands behind many rows of one table at once: lists and files show it for each row."""

from collections.abc import Collection

from ..models import CITABLE, TARGETS, AgreementParty, Citation, path_to_agreement
from .in_words import Evidence
from .origins import weigh_each

ENOUGH = ("source_id", "origin_id", "stance", "rank", *(f"{name}_id" for name in TARGETS))


def parties_of(target: str, keys: Collection[int]) -> dict[int, set[int]]:
    """The ids of the parties to the public agreement that each of these rows belongs to: two queries."""
    model = CITABLE[target]
    cited = model._base_manager.filter(pk__in=keys).order_by()
    agreements = dict(cited.values_list("pk", path_to_agreement(model)))
    parties: dict[int, set[int]] = {}
    rows = AgreementParty.objects.published().filter(agreement__in=set(agreements.values())).order_by()
    for agreement, actor in rows.values_list("agreement", "actor"):
        parties.setdefault(agreement, set()).add(actor)
    return {key: parties.get(agreement, set()) for key, agreement in agreements.items()}


def evidence_of(target: str, keys: Collection[int]) -> dict[int, Evidence]:
    """What stands behind the rows with these ids that public citations are about, in as many queries for many rows as
    for few."""
    groups: dict[int, list[Citation]] = {}
    rows = Citation.objects.published().telling().filter(**{f"{target}__in": keys}).order_by()
    for citation in rows.only(*ENOUGH):
        groups.setdefault(getattr(citation, f"{target}_id"), []).append(citation)
    return weigh_each(groups, parties_of(target, groups)) if groups else {}
