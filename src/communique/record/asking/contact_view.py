"""A contact or a report with its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from communique.record.asking.contacts import one_contact, source_of
from communique.record.asking.context import SOURCE, Context
from communique.record.asking.disagreements import of_contact
from communique.record.asking.evidence import corrections_of, quote, quoted, telling, text_of
from communique.record.asking.views import ContactView, FieldView, JudgementView, ReportView, StepView
from communique.record.codec import decode
from communique.schema import Contact

# The active reading of a report, else the latest that had it.
_REPORT = (
    f"SELECT r.reading, r.ordinal, g.retired, {SOURCE}, nullif(d.voice, d.hash), r.kind, r.status, r.date, r.place, "
    "r.record, (SELECT contact FROM contact_report WHERE report = r.key) FROM report r JOIN reading g ON "
    "g.id = r.reading JOIN document d ON d.hash = r.document WHERE r.key = ? ORDER BY g.retired IS NOT NULL, g.id DESC"
)
_FIELDS = (
    'SELECT name, nth, value, note, "start", "end" FROM field WHERE reading = ? AND ordinal = ? ORDER BY name, nth'
)
_STEPS = (
    f"SELECT s.status, s.at, s.report, (SELECT {SOURCE} FROM report r JOIN reading g ON g.id = r.reading "
    "AND g.retired IS NULL JOIN document d ON d.hash = r.document WHERE r.key = s.report) "
    "FROM step s WHERE s.contact = ? ORDER BY s.nth"
)
_JUDGEMENTS = (
    "SELECT j.a, j.b, j.score, j.why FROM judgement j JOIN contact_report x ON x.report = j.a JOIN contact_report y "
    "ON y.report = j.b AND y.contact = x.contact WHERE x.contact = ? ORDER BY j.score DESC, j.a, j.b"
)
_KEYS = (
    "SELECT k.report FROM contact_report k JOIN report r ON r.key = k.report JOIN reading g ON g.id = r.reading "
    "AND g.retired IS NULL WHERE k.contact = ? ORDER BY g.published IS NULL, g.published, k.report"
)


def contact_view(context: Context, id: str) -> ContactView:
    """A contact with its reports, the steps of its status, and why its reports belong together."""
    connection = context.connection
    select = one_contact(id)
    row = select.make(connection.execute(select.sql(None, 0), select.parameters).fetchone())
    keys = [key for (key,) in connection.execute(_KEYS, (id,))]
    former = connection.execute("SELECT id FROM former WHERE contact = ? ORDER BY id", (id,))
    disputes = of_contact(id)
    return ContactView(
        row,
        tuple(one for (one,) in former),
        tuple(StepView(status, at, report, source_of(source))
              for status, at, report, source in connection.execute(_STEPS, (id,))),
        tuple(disputes.make(cells) for cells in connection.execute(disputes.sql(None, 0), disputes.parameters)),
        tuple(report_view(context, key) for key in keys),
        tuple(JudgementView(*cells) for cells in connection.execute(_JUDGEMENTS, (id,))),
        corrections_of(connection, keys),
    )  # fmt: skip


def report_view(context: Context, key: str) -> ReportView:
    """A report with a quotation for each of its fields."""
    connection = context.connection
    cells = connection.execute(_REPORT, (key,)).fetchone()
    reading, ordinal, retired, source_json, copy_of, kind, status, date, place, record, contact = cells
    source = source_of(source_json)
    assert source is not None
    text = text_of(connection, source.document)
    told = decode(Contact, record)
    rows = connection.execute(_FIELDS, (reading, ordinal)).fetchall()
    return ReportView(
        key, contact, retired is not None, source, copy_of, kind, status, date, place, telling(text, told),
        tuple(quote(text, span) for span in told.evidence), _fields(text, rows), corrections_of(connection, [key]),
    )  # fmt: skip


_ORDER = (
    "kind status history party role date place topic initiator level format duration outcome source".split()
)  # fmt: skip


def _fields(
    text: str, rows: Sequence[tuple[str, int, str, str | None, int | None, int | None]]
) -> tuple[FieldView, ...]:
    # The sentences of evidence stand by themselves.
    views = [
        FieldView(name, nth, value, note, quoted(text, start, end))
        for name, nth, value, note, start, end in rows
        if name != "evidence"
    ]
    rank = {name: number for number, name in enumerate(_ORDER)}
    return tuple(sorted(views, key=lambda one: (rank.get(one.name, len(rank)), one.nth)))
