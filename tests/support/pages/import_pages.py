"""The pages by which files come in: of one table, and of the whole package."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile

from clauses.dataset import BY_NAME

ACTORS = "/admin/clauses/actor/"
RESTORE = "/admin/restore-package/"


def sheet(*rows) -> bytes:
    """A CSV of actors with these cells by the name of their column, all others empty."""
    header = BY_NAME["actors"].header
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, *([row.get(name, "") for name in header] for row in rows)])
    return out.getvalue().encode()


def preview(client, content, name="actors.csv", address=ACTORS):
    """The page that says what the import of this file would do."""
    return client.post(f"{address}import/", {"import_file": SimpleUploadedFile(name, content)})


def confirm(client, response, address=ACTORS):
    """The answer to the button below a preview."""
    fields = response.context["confirm_form"].initial
    return client.post(f"{address}process_import/", fields, follow=True)


def upload(client, content, name="treatytracker.zip"):
    """The answer to a package that somebody wants to restore."""
    return client.post(RESTORE, {"package": SimpleUploadedFile(name, content)}, follow=True)
