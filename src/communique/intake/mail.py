"""Mails (.eml): what they say, and the files attached to them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from pathlib import PurePath

from communique.errors import SourceError
from communique.intake.decoding import decode
from communique.intake.given import Given
from communique.intake.html import read_page
from communique.intake.limits import MAX_FILE_BYTES
from communique.intake.media import suffix_of
from communique.intake.records import checked_text, document_of
from communique.schema import Document, Problem

_BROKEN = (ValueError, LookupError, MessageError, TypeError, AttributeError, OverflowError)
"""What the library raises over mails that are made otherwise than they should be."""

_AS_IT_CAME = policy.default.clone(refold_source="none")


def read_mail(given: Given) -> Iterator[Document | Problem | Given]:
    """The document that a mail's text makes, then its attachments, to be read in their turn.

    The text is the plain one, or what the HTML one says. The subject is the title, who it is from the publisher.

    Raises:
        SourceError: no mail, too large.
    """
    message = message_from_bytes(given.whole(MAX_FILE_BYTES), _class=EmailMessage, policy=policy.default)
    if not message.keys() or not any(name in message for name in ("From", "Subject", "Date")):
        raise SourceError("called a mail, but without sender, subject and date")
    attached = list(_attachments(message))
    try:
        yield from _body(message, given)
    except SourceError as error:
        if not attached or str(error) != "empty":
            yield Problem(str(error), given.source)
    for number, part in enumerate(attached, start=1):
        yield from _attachment(part, number, given)


def _body(message: EmailMessage, given: Given) -> Iterator[Document | Problem]:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise SourceError("empty")
    text = _text(body)
    fields: dict[str, object] = {
        "title": _header(message, "Subject"),
        "publisher": _sender(message),
        "published": _day(message),
    }
    if body.get_content_type() == "text/html":
        checked_text(text)
        for item in read_page(text.encode("utf-8", "replace"), given.source, given.stem):
            if isinstance(item, Document):
                yield from document_of(fields | {"text": item.text}, given.stem, Problem("", given.source))
    else:
        yield from document_of(fields | {"text": text}, given.stem, Problem("", given.source))


def _attachment(part: MIMEPart, number: int, given: Given) -> Iterator[Problem | Given]:
    name = _name(part) or f"attachment {number}"
    kind = part.get_content_type()
    suffix = PurePath(name).suffix.lower() or suffix_of(kind)
    if part.get_content_maintype() in ("image", "audio", "video", "font"):
        yield Problem(f"an attachment that holds no text ({kind})", f"{given.source}: {name}")
        return
    try:
        data = _payload(part)
    except SourceError as error:
        yield Problem(str(error), f"{given.source}: {name}")
        return
    yield given.within(io.BytesIO(data), f"{given.stem}-{PurePath(name).stem}", suffix, name)


def _attachments(message: EmailMessage) -> Iterator[MIMEPart]:
    try:
        yield from message.iter_attachments()
    except _BROKEN:
        return  # a mail that says it has parts and has none


def _text(part: MIMEPart) -> str:
    """The words of a part, whatever it says of its coding."""
    try:
        content = part.get_content()
    except _BROKEN:
        content = None
    # What is not of the coding it claims comes back with U+FFFD in it; our own guess is better then.
    if isinstance(content, str) and "\ufffd" not in content:
        return content
    return decode(_payload(part))


def _payload(part: MIMEPart) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        try:
            return inner[0].as_bytes(policy=_AS_IT_CAME) if isinstance(inner, list) and inner else b""  # type: ignore[union-attr]
        except _BROKEN:
            raise SourceError("a mail in a mail that cannot be read") from None
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        return " ".join(str(message[name] or "").split()) or None
    except _BROKEN:
        return None  # the parser of headers stumbles over some that are broken


def _name(part: MIMEPart) -> str | None:
    try:
        return PurePath(" ".join((part.get_filename() or "").split())).name or None
    except _BROKEN:
        return None


def _sender(message: EmailMessage) -> str | None:
    try:
        addresses = message["From"].addresses
    except _BROKEN:
        return _header(message, "From")
    if not addresses:
        return _header(message, "From")
    return addresses[0].display_name or (addresses[0].addr_spec if addresses[0].username else None)


def _day(message: EmailMessage) -> str | None:
    """The day on which it was sent, by the sender's clock."""
    try:
        sent = message["Date"].datetime
    except _BROKEN:
        sent = None
    return sent.date().isoformat() if sent is not None else _header(message, "Date")
