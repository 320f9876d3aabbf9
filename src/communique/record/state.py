"""Which state of the software read a document: what a second reading would have to differ in to be worth its time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from communique.lexicon.fingerprint import lexicon_hash

# What decides over the records of a text; a change elsewhere is no reason to read again.
_READING = ("schema", "lexicon", "clean", "read", "find", "resolve", "pipeline.py")
# ... and what decides over the contacts that follow from them.
_CONCLUDING = (
    "schema",
    "lexicon",
    "record/merging",
    *(f"record/{name}.py" for name in ("amending", "concluding", "contacts", "decisions", "voices")),
)


@dataclass(frozen=True, slots=True)
class State:
    """The software, the lexicon with the user's own tables, and the model, each with its version."""

    version: str
    lexicon: str
    model: str


def current_state(model: str | None = None, actors: Path | None = None) -> State:
    """The state that a reading made now would have.

    Args:
        model: a spaCy package; None for the pinned one.
        actors: a folder with tables of the user's own.

    Raises:
        ModelError: the model is not installed.
    """
    from communique.read.model import model_version

    return State(_version(), lexicon_hash(actors), model_version(model))


@cache
def concluding_version() -> str:
    """What decides, besides the reports and the corrections, which contacts are concluded."""
    return f"{_version(_CONCLUDING)}, lexicon {lexicon_hash()}"


@cache
def _version(places: tuple[str, ...] = _READING) -> str:
    """The release, and a hash over some of its code: between two releases it changes too."""
    try:
        release = metadata.version("communique")
    except metadata.PackageNotFoundError:  # the folder of the package alone, put on the path
        release = "0"
    root = Path(__file__).resolve().parents[1]
    digest = sha256()
    for file in _code(root, places):
        digest.update(f"{file.relative_to(root).as_posix()}\0".encode())
        digest.update(file.read_bytes())
    return f"{release}+{digest.hexdigest()[:12]}"


def _code(root: Path, places: tuple[str, ...]) -> Iterator[Path]:
    for name in places:
        place = root / name
        yield from [place] if place.is_file() else sorted(place.rglob("*.py"))
