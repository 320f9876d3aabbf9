"""Writers: records to a text stream, for a person or for another program.

Each takes extractions in the order to write them and an open text stream, and writes as they come.
"""

from __future__ import annotations

from communique.show.brief import write_brief
from communique.show.exchange import as_exchange, write_exchange
from communique.show.jsonl import write_json, write_jsonl
from communique.show.markdown import write_markdown
from communique.show.table import write_table

__all__ = ["as_exchange", "write_brief", "write_exchange", "write_json", "write_jsonl", "write_markdown", "write_table"]
