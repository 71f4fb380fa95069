"""What previews of a link show: the title and the description of a page, each written once."""

from typing import Any

from django import template
from django.template import Context, NodeList
from django.template.base import Parser, Token
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe

register = template.Library()
SITE = "treatytracker"


class Once(template.Node):
    """What stands between the tags, on one line and fit for an attribute, under a name; in its place is nothing."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: Context) -> str:
        words = " ".join(strip_tags(self.nodelist.render(context)).split()).replace('"', "&quot;")
        context[self.name] = mark_safe(words)  # noqa: S308  # the template escaped it
        return ""


@register.tag
def once(parser: Parser, token: Token) -> Once:
    """`{% once title %}{% block title %}…{% endblock %}{% endonce %}`: a block that is needed in several places."""
    _, name = token.split_contents()
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once(name, nodelist)


@register.filter
def without_site(title: str) -> Any:
    """The title of a page without the name of the site, which previews show apart."""
    return mark_safe(title.removesuffix(f" – {SITE}"))  # noqa: S308  # as it was kept
