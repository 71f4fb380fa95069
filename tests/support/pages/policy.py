"""What the content security policy and the other headers of every page must say."""

import re
from html.parser import HTMLParser

HEADERS = [
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
]

NEEDED = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "base-uri": {"'none'"},
    "form-action": {"'self'"},
    "frame-ancestors": {"'none'"},
}


class Blocked(HTMLParser):
    """Notes what the policy would block: styles and scripts in the page itself, handlers, files of other hosts."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "style" or "style" in values:
            self.found.append(self.get_starttag_text())
        if tag == "script" and "src" not in values and values.get("type", "") != "application/json":
            self.found.append(self.get_starttag_text())
        if any(name.startswith("on") for name in values):
            self.found.append(self.get_starttag_text())
        for name in ("src", "href", "action"):
            is_name = values.get("rel") == "canonical"  # what the page is called, which nobody loads
            loaded = name == "src" or (tag == "link" and not is_name) or name == "action"
            if loaded and re.match("(https?:)?//|javascript:", values.get(name) or ""):
                self.found.append(self.get_starttag_text())


def blocked(html: str) -> list[str]:
    """The tags of a page that the policy would block."""
    parser = Blocked()
    parser.feed(html)
    return parser.found


def holds_the_policy(response) -> None:
    """Fails where the policy allows more than it may, or the page needs more than it allows."""
    policy = response.headers["Content-Security-Policy"]
    directives = {name: set(values) for name, *values in (each.split() for each in policy.split(";"))}
    assert "unsafe" not in policy
    assert NEEDED.items() <= directives.items()
    assert blocked(response.content.decode()) == []
