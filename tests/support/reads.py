"""What fixtures give."""

from __future__ import annotations

from collections.abc import Callable

from communique.schema import Document, Problem

Read = Callable[..., tuple[list[Document], list[Problem]]]
