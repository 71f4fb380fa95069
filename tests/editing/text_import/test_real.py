"""Real treaties in two languages, where they are at hand, else one made up: every article of both is stored."""

import pytest

from clauses.editing.sheet.save import Keeping
from clauses.editing.text_import.plan import Plan
from clauses.exchange.treaty_files import versions
from clauses.models import ClauseText
from clauses.vocabularies import ClauseLevel

from ...support.rows.factories import AgreementFactory, SourceFactory
from ...support.rows.people import person
from ...support.treaties import blocks, lines_kept, treaties

TREATIES = treaties()


@pytest.mark.django_db
@pytest.mark.parametrize("treaty", TREATIES, ids=lambda treaty: treaty["name"])
def test_both_languages_of_a_real_treaty_are_aligned_in_all_articles(treaty):
    content = "".join(f"[{language}]\n{lines_kept(treaty, language)}\n\n" for language in ("en", "zh"))
    found = versions("treaty.txt", content.encode(), ["en", "zh"])
    source, agreement = SourceFactory(), AgreementFactory()
    keepings = [Keeping(one.language, "authentic", source, licence="public_domain") for one in found]
    plan = Plan(agreement, found, keepings)
    assert [str(doubt) for doubt in plan.doubts if doubt.is_grave] == []
    plan.save(person("editor").user, "")
    articles = agreement.clauses.filter(level=ClauseLevel.ARTICLE)
    assert [clause.num for clause in articles.order_by("position")] == [
        number.removeprefix("Article ") for number, _ in blocks(treaty, "en")
    ]
    for language in ("en", "zh"):
        worded = ClauseText.objects.filter(language=language, clause__agreement=agreement)
        with_words = {text.clause.wid.split("__")[0] for text in worded.select_related("clause")}
        assert {clause.wid for clause in articles} <= with_words
