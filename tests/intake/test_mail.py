"""Mails: the text, who sent it and when, and what is attached."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from formats import CALL, TALKS, gz, mail, pdf, word
from reads import Read

from communique.schema import Document, Problem, When

HTML = f"<html><body><p>{CALL}</p><p>They agreed to <b>talk again</b>.</p></body></html>"


def test_a_mails_subject_sender_and_day_are_title_publisher_and_date(read: Read) -> None:
    assert read("call.eml", mail(CALL).as_bytes()) == (
        [Document("call", f"{CALL}\n", "Call with Vladimir Putin", "Presse Élysée", When("2022-02-20"))],
        [],
    )


def test_plain_text_goes_before_html_and_html_is_read_where_there_is_no_other(read: Read) -> None:
    assert read("a.eml", mail(TALKS, HTML).as_bytes())[0][0].text == f"{TALKS}\n"
    [document], _ = read("b.eml", mail(None, HTML).as_bytes())
    assert document.text == f"{CALL}\nThey agreed to talk again."
    assert (document.title, document.published) == ("Call with Vladimir Putin", When("2022-02-20"))


def test_attachments_are_read_as_files_of_their_kind_are(read: Read) -> None:
    message = mail("Please find our readouts attached.")
    message.add_attachment(pdf(CALL), "application", "pdf", filename="readout.pdf")
    message.add_attachment(word(TALKS), "application", "octet-stream", filename="Talks in Geneva.docx")
    message.add_attachment(gz(TALKS.encode()), "application", "gzip", filename="talks.txt.gz")
    message.add_attachment(CALL.encode("latin-1"), "text", "plain")
    message.add_attachment(b"\x89PNG\r\n", "image", "png", filename="logo.png")
    inner = mail(TALKS, Subject="Forwarded")
    message.add_attachment(inner)
    found, problems = read("m.eml", message.as_bytes())
    assert [(document.id, document.title, document.text.strip()) for document in found] == [
        ("m", "Call with Vladimir Putin", "Please find our readouts attached."),
        ("m-readout", None, CALL),
        ("m-Talks in Geneva", None, TALKS),
        ("m-talks", None, TALKS),
        ("m-attachment 4", None, CALL),
        ("m-attachment 6", "Forwarded", TALKS),
    ]
    assert problems == [Problem("an attachment that holds no text (image/png)", "m.eml: logo.png")]


def test_a_mail_that_is_nothing_but_its_attachment_gives_that(read: Read) -> None:
    message = mail("")
    message.add_attachment(pdf(CALL), "application", "pdf", filename="../../etc/readout.pdf")
    found, problems = read("m.eml", message.as_bytes())
    assert ([document.id for document in found], problems) == (["m-readout"], [])


def test_an_attachment_that_cannot_be_read_is_a_problem_with_its_name(read: Read) -> None:
    message = mail(CALL)
    message.add_attachment(pdf(CALL, password="x"), "application", "pdf", filename="secret.pdf")
    found, problems = read("m.eml", message.as_bytes())
    assert len(found) == 1
    assert problems == [Problem("an encrypted PDF; save it without its password first", "m.eml: secret.pdf")]


def test_mails_within_mails_end(read: Read) -> None:
    message = mail(CALL, Subject="0")
    for depth in range(1, 9):
        outer = mail(TALKS, Subject=str(depth))
        outer.add_attachment(message)
        message = outer
    found, problems = read("m.eml", message.as_bytes())
    assert [document.title for document in found] == ["8", "7", "6", "5", "4"]
    assert [problem.message for problem in problems] == ["packed into too many others; unpack it first"]


@pytest.mark.parametrize(
    ("raw", "title", "publisher", "text"),
    [
        (
            b"From: a@b.example\nSubject: =?utf-8?q?Caf=C3=A9_talks?=\n\nThey met.",
            "Café talks",
            "a@b.example",
            "They met.",
        ),
        (
            b'From: X\nSubject: T\nContent-Type: text/plain; charset="nonsense"\n\nCaf\xc3\xa9 talks.',
            *("T", "X", "Café talks."),
        ),
        (b"From: X\nSubject: T\nContent-Type: text/plain; charset=utf-8\n\nCaf\xe9.", "T", "X", "Café."),
        (b"From: X\nSubject: T\nContent-Transfer-Encoding: base64\n\nVGhleSBtZXQu", "T", "X", "They met."),
        (b"From: \nSubject: \nDate:\n\nThey met.", None, None, "They met."),
        (b"From: <<<>>> @@\nSubject: T\n\nThey met.", "T", None, "They met."),
        (b"Subject: T\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nThey met.", "T", None, "They met."),
    ],
)
def test_broken_mails_are_read_as_far_as_they_go(
    read: Read, raw: bytes, title: str | None, publisher: str | None, text: str
) -> None:
    [document], problems = read("m.eml", raw)
    assert (document.title, document.publisher, document.text.strip()) == (title, publisher, text)
    assert problems == []


def test_a_day_that_is_none_is_a_problem_and_the_mail_is_read(read: Read) -> None:
    raw = mail(CALL).as_bytes().replace(b"Sun, 20 Feb 2022 23:30:00 -0500", b"the thirty-first of February")
    [document], [problem] = read("m.eml", raw)
    assert document.published is None
    assert problem.message == "published is no date: 'the thirty-first of February'; read without it"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "empty"),
        (CALL.encode(), "called a mail, but without sender, subject and date"),
        (bytes(range(256)) * 20, "called a mail, but without sender, subject and date"),
        (mail("").as_bytes(), "empty"),
        (mail(None, "<html><body></body></html>").as_bytes(), "no article found in the page"),
        (b"From: X\nContent-Type: multipart/mixed\n\n", "empty"),
    ],
)
def test_what_is_no_mail_or_says_nothing_is_one_line(read: Read, raw: bytes, message: str) -> None:
    assert read("m.eml", raw) == ([], [Problem(message, "m.eml")])


def test_a_mail_is_known_without_its_suffix_and_an_article_that_quotes_one_is_none(read: Read) -> None:
    raw = b"Received: by mx.example\n\tfor <a@b.example>\nMessage-ID: <1@x>\n" + mail(CALL).as_bytes()
    assert read("mail", raw)[0][0].title == "Call with Vladimir Putin"
    article = f"From: the Kremlin\nTo: the press\n\n{CALL}"
    assert read("article", article.encode())[0][0].text == article


def test_many_parts_are_no_trouble(read: Read) -> None:
    message = EmailMessage()
    message["Subject"] = "T"
    message.set_content(CALL)
    for number in range(150):
        message.add_attachment(TALKS.encode(), "text", "plain", filename=f"{number}.txt")
    assert len(read("m.eml", message.as_bytes())[0]) == 151
