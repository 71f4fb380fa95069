"""What a form may cost before it is known whose it is."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.core.exceptions import BadRequest
from django.core.files.uploadhandler import FileUploadHandler

# Each part of a form with files costs up to 2 ms of the processor, because of its headers, and as little as 1 kB. Parts
# without a name are in no count of fields.
LARGEST = 400 * 2**10  # bytes of a whole form
REFUSED = (
    "Who is not signed in may send at most 400 kB with a file. Nothing was stored. Sign in in another window, then "
    "go back here and send the form again."
)


class NotFromStrangers(FileUploadHandler):
    """Refuses a large form with files of somebody who is not signed in, before any part of it is read."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > LARGEST and SESSION_KEY not in getattr(self.request, "session", ()):
            raise BadRequest(REFUSED)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers that come next keep the file."""
