"""Records, dates and figures in words, for templates."""

from django import template

from clauses.public import plain_words, statements, wording

register = template.Library()

for words in (
    plain_words.said,
    plain_words.said_first,
    wording.by_agreement,
    wording.in_words,
    wording.inner_quotes,
    statements.differing_on,
    wording.kind_of_actor,
    wording.language,
    wording.named_in_english,
    wording.outlets,
    wording.public_name,
    wording.publisher_of,
    wording.titled,
    wording.typeset,
    wording.typographic,
):
    register.filter(words)

for tag in (
    statements.amount_in_words,
    wording.cited_link,
    wording.credited_with,
    wording.record_link,
    wording.record_links,
    wording.said_by,
    wording.source_in_short,
    wording.source_words,
    wording.sources_named,
    statements.stated_value,
    wording.target_link,
):
    register.simple_tag(tag)
