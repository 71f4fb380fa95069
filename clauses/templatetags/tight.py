"""Pages that would grow too large by the indentation of their templates."""

import re

from django import template

register = template.Library()
RUNS = re.compile(r"[ \t\r\n]+")  # not the no-break space, which is a word of ours


class Tight(template.Node):
    """What stands between the tags, with every run of white space as one space. Not for preformatted text."""

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        return RUNS.sub(" ", self.nodelist.render(context))


@register.tag
def tight(parser, token):
    nodelist = parser.parse(("endtight",))
    parser.delete_first_token()
    return Tight(nodelist)
