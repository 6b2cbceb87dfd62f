"""Pages that a browser or an office program saved as one file (MHTML), which is written as a mail.

In: the bytes of the file. Out: the source of its page.
"""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from ..decoding import decode_page
from ..diagnostics import diagnostic
from .extract import NotReadError

__all__ = ["archived_page"]


def archived_page(data: bytes) -> str:
    """The first page in the file; a mail without one is not read."""
    message = message_from_bytes(data.lstrip(), policy=policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return decode_page(content, None)
    raise NotReadError(
        diagnostic("file-other", kind="a mail without a page", remedy="save the document in it as a file of its own")
    )
