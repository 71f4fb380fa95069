"""Pages that would grow too large by the indentation of their templates."""

import re

from django import template
from django.template import Context, NodeList
from django.template.base import Parser, Token

register = template.Library()
RUNS = re.compile(r"[ \t\r\n]+")  # not the no-break space, which is a word of ours


class Tight(template.Node):
    """What stands between the tags, with every run of white space as one space. Not for preformatted text."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        return RUNS.sub(" ", self.nodelist.render(context))


@register.tag
def tight(parser: Parser, token: Token) -> Tight:
    nodelist = parser.parse(("endtight",))
    parser.delete_first_token()
    return Tight(nodelist)
