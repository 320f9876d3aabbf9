"""Which actor a person means: a row of the registry by its id, or a name and its side."""

from __future__ import annotations

from pathlib import Path

from communique.errors import LedgerError


def actor_value(text: str, actors: Path | None = None) -> dict[str, str | None]:
    """The actor as a correction keeps it, so that it holds without the registry.

    Args:
        text: an id of the registry ("wang-yi"), or NAME|SIDE ("Ann Lee|GBR", "Ann Lee|" where no side is known).
        actors: a folder with tables of the user's own.

    Raises:
        LedgerError: the registry has no such id.
        LexiconError: a row of `actors` is wrong.
    """
    name, bar, side = text.partition("|")
    if bar:
        if not name.strip():
            raise LedgerError(f"{text!r}: NAME|SIDE needs a name")
        return {"id": None, "name": name.strip(), "side": side.strip() or None}
    from communique.lexicon.registry import load_registry

    registry = load_registry(actors)
    found = registry.persons.get(text) or registry.bodies.get(text)
    if found is None:
        raise LedgerError(f"{text!r} is no actor of the registry; write its id, or NAME|SIDE")
    return {"id": found.id, "name": found.name, "side": found.side or None}
