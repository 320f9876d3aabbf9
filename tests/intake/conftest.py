"""A file's documents and problems, from its bytes and its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from reads import Read

from communique.intake import documents
from communique.schema import Document, Problem


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes bytes to a file of this name and reads it; problems name it without its folder."""

    def reading(name: str, data: bytes, columns: str | None = None) -> tuple[list[Document], list[Problem]]:
        path = tmp_path / name
        path.write_bytes(data)
        items = list(documents([path], columns=columns))
        problems = [item for item in items if isinstance(item, Problem)]
        short = [Problem(p.message, (p.source or "").replace(f"{tmp_path}/", ""), p.line) for p in problems]
        return [item for item in items if isinstance(item, Document)], short

    return reading
