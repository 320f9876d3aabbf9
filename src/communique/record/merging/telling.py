"""The texts behind reports, for what no field of a report holds."""

from __future__ import annotations

from collections.abc import Callable

Texts = Callable[[str], str | None]
"""The text of a document by what `Report.document` names it; None where there is none at hand. Asked only for those of
publishers that are at home somewhere (`features.home_of`)."""
