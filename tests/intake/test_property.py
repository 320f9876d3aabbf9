"""Whatever the bytes are, documents and one-line problems come out, and nothing else happens."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from formats import CALL, TALKS, gz, mail, page, pdf, record, rss, word, zst
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import SourceError
from communique.intake.given import Given
from communique.intake.kinds import read_given
from communique.schema import Document, Problem


def _parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"text": [CALL, TALKS], "date": ["2022-02-20", None]}), out)
    return out.getvalue()


def _mail() -> bytes:
    message = mail(CALL, f"<p>{TALKS}</p>")
    message.add_attachment(pdf(CALL), "application", "pdf", filename="a.pdf")
    message.add_attachment(mail(TALKS))
    return message.as_bytes()


FILES = {
    ".pdf": pdf(CALL, TALKS, title="A call"),
    ".docx": word(CALL, TALKS, title="A call"),
    ".eml": _mail(),
    ".rss": rss(f"<title>T</title><description>&lt;p&gt;{CALL}</description><pubDate>Sun, 20 Feb 2022</pubDate>"),
    ".csv": f'id,text,date\n1,"{CALL}",2022-02-20\n2,{TALKS},\n'.encode(),
    ".parquet": _parquet(),
    ".warc": record("https://n.example/a", page(CALL)) + record("https://n.example/b", pdf(CALL), "application/pdf"),
    ".gz": gz(CALL.encode() * 9),
    ".zst": zst(CALL.encode() * 9),
    ".html": page(CALL, TALKS),
}
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 60), st.binary(max_size=12) | st.sampled_from([b"\x00", b'"', b"&#1;"])),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("suffix", FILES)
@settings(max_examples=40)
@given(changes=CHANGES)
def test_damaged_files_give_documents_and_problems_of_one_line(
    suffix: str, changes: list[tuple[float, int, bytes]]
) -> None:
    data = bytearray(FILES[suffix])
    for place, cut, put in changes:
        at = int(place * len(data))
        data[at : at + cut] = put
    items: list[Document | Problem] = []
    try:
        items.extend(read_given(Given(io.BytesIO(bytes(data)), "f", "f", suffix)))
    except SourceError as error:
        items.append(Problem(str(error)))
    for item in items:
        assert item.text.strip() if isinstance(item, Document) else "\n" not in item.message
