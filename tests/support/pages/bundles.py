"""The page of a bundle, and what its buttons send."""

import re
from html import unescape


def bundle_address(row) -> str:
    return f"/admin/bundle/?of={row._meta.model_name}-{row.pk}"


def name_of(row) -> str:
    return f"{row._meta.model_name}-{row.pk}"


def boxes(client, row) -> dict[str, str]:
    """The tick boxes of the page, by record: what each sends."""
    html = client.get(bundle_address(row)).content.decode()
    sent = [unescape(each) for each in re.findall(r'name="part" value="([^"]*)"', html)]
    return {each.partition(":")[0]: each for each in sent}


def ticked(client, row) -> set[str]:
    """The records that are ticked when the page is opened."""
    html = client.get(bundle_address(row)).content.decode()
    return {each.partition(":")[0] for each in re.findall(r'name="part" value="([^"]*)" checked', html)}


def press(client, row, step, *, only=None, text="", boxed=None):
    """The page after a button: all ticked, or `only` these; `boxed` is what the page showed before."""
    found = boxes(client, row) if boxed is None else boxed
    chosen = found.values() if only is None else [found[name_of(each)] for each in only]
    return client.post(bundle_address(row), {"step": step, "text": text, "part": list(chosen)}, follow=True)
