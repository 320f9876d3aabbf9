"""Files of every kind that is read, made from a few words."""

from __future__ import annotations

import gzip
import io
from email.message import EmailMessage

import docx
import zstandard
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, StreamObject

CALL = "Emmanuel Macron spoke by phone with Vladimir Putin on 20 February 2022, the Élysée said."
TALKS = "Sergey Lavrov and Antony Blinken met in Geneva on 21 January 2022 and agreed to talk again."


def pdf(*pages: str, title: str | None = None, password: str | None = None, owner: str | None = None) -> bytes:
    """A PDF with these pages, in Latin-1; an empty page is blank, and "<picture>" is one."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(595, 842)
        if text == "<picture>":
            drawn = StreamObject()
            drawn[NameObject("/Subtype")] = NameObject("/Image")
            inner = DictionaryObject({NameObject("/Im1"): writer._add_object(drawn)})
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): inner})
            continue
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        lines = "\n".join(f"({line}) Tj T*" for line in text.split("\n"))
        stream.set_data(f"BT /F1 12 Tf 14 TL 72 770 Td {lines} ET".encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if title is not None:
        writer.add_metadata({"/Title": title})
    if password is not None:
        writer.encrypt(password, owner)
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(*paragraphs: str, title: str = "", **properties: object) -> bytes:
    """A Word file with these paragraphs; `properties` are its core properties."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title = title
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a Word file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(text: str | None, html: str | None = None, **headers: str) -> EmailMessage:
    """A mail of the Élysée's press office, unless `headers` say otherwise."""
    message = EmailMessage()
    given = {
        "From": "Presse Élysée <presse@elysee.example>",
        "Subject": "Call with Vladimir Putin",
        "Date": "Sun, 20 Feb 2022 23:30:00 -0500",
        **headers,
    }
    for name, value in given.items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message


def rss(*items: str, title: str = "Example News") -> bytes:
    """An RSS feed with these items."""
    listed = "".join(f"<item>{item}</item>" for item in items)
    head = f"<title>{title}</title><link>https://news.example/</link><description>News</description>"
    return f'<?xml version="1.0"?>\n<rss version="2.0"><channel>{head}{listed}</channel></rss>'.encode()


def page(*paragraphs: str, title: str = "Envoys meet", meta: str = "") -> bytes:
    """A page with an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{meta}</head><body><article>{body}</article></body></html>"
    ).encode()


def record(
    address: str,
    body: bytes,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    record_type: str = "response",
    headers: str = "",
) -> bytes:
    """One record of a web archive."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {record_type}\r\nWARC-Record-ID: <urn:uuid:11111111-1111-1111-1111-111111111111>\r\n"
        f"WARC-Date: 2022-02-21T10:00:00Z\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: application/http; msgtype={record_type}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def zst(data: bytes) -> bytes:
    """Packed by Zstandard."""
    return zstandard.ZstdCompressor().compress(data)


def gz(data: bytes) -> bytes:
    """Packed by gzip."""
    return gzip.compress(data, mtime=0)
