"""Data packages in memory."""

import io

from clauses.exchange.package.write import write_package


def package_bytes() -> bytes:
    """The whole data package of the database at hand."""
    file = io.BytesIO()
    write_package(file)
    return file.getvalue()
