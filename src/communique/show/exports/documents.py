"""Documents with their records in the exchange format, as the ledger holds them."""

from __future__ import annotations

import json
from typing import BinaryIO

from communique.record.gold import as_corrected
from communique.show.exchange import as_exchange
from communique.show.exports.request import Request
from communique.show.exports.tables import as_text


def write_exchange(request: Request, out: BinaryIO) -> None:
    """One document a line with the records read out of it last, as a person set them right."""
    ledger = request.ledger
    with as_text(out) as text:
        for row in ledger.documents(request.question):
            extraction = as_corrected(ledger.connection, row.hash)
            text.write(json.dumps(as_exchange(extraction), ensure_ascii=False) + "\n")
            request.tally.write()
