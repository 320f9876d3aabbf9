"""What hangs together: pairs put together into components, as arrays, so that a hundred million of them fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Lookup:
    """A mapping of names of one length, as two arrays that processes of one machine share; `keys` is sorted."""

    keys: NDArray[Any]
    values: NDArray[Any]

    def get(self, names: Sequence[str]) -> list[str | None]:
        """What each name is mapped to, None for those that are not there."""
        import numpy as np

        if not len(self.keys) or not names:
            return [None] * len(names)
        asked = np.array(names, "S")
        at = np.minimum(np.searchsorted(self.keys, asked), len(self.keys) - 1)
        there = self.keys[at] == asked
        found: list[str | None] = [
            value.decode() if known else None for value, known in zip(self.values[at], there, strict=True)
        ]
        return found

    def __contains__(self, name: object) -> bool:
        import numpy as np

        asked = str(name).encode()
        at = int(np.searchsorted(self.keys, asked))
        return at < len(self.keys) and bool(self.keys[at] == asked)


def named(columns: Iterable[pyarrow.ChunkedArray]) -> NDArray[Any]:
    """Names in columns of tables, as one array."""
    import numpy as np

    found = [np.array(column.to_pylist(), "S") for column in columns if len(column)]
    return np.concatenate(found) if found else np.array([], "S1")


def lookup_of(keys: Sequence[str] | NDArray[Any], values: Sequence[str] | NDArray[Any] | None = None) -> Lookup:
    """A mapping of names; without values, of each to itself."""
    import numpy as np

    found = np.asarray(keys, "S")
    order = np.argsort(found, kind="stable")
    return Lookup(found[order], (found if values is None else np.asarray(values, "S"))[order])


def components(a: Sequence[str] | NDArray[Any], b: Sequence[str] | NDArray[Any]) -> Lookup:
    """For every name of some pairs the smallest name that hangs together with it.

    Args:
        a: one of each pair.
        b: the other of each.
    """
    import numpy as np

    if not len(a):
        return lookup_of([])
    names, numbers = np.unique(np.concatenate([np.asarray(a, "S"), np.asarray(b, "S")]), return_inverse=True)
    one, other = numbers[: len(a)], numbers[len(a) :]
    # Names are in order, and so are their numbers: everyone looks at the smallest number it knows, until none changes.
    least = np.arange(len(names))
    while True:
        before = least.copy()
        low = np.minimum(least[one], least[other])
        for end in (one, other):
            np.minimum.at(least, least[end], low)
            np.minimum.at(least, end, low)
        while not np.array_equal(least, shorter := least[least]):
            least = shorter
        if np.array_equal(least, before):
            return Lookup(names, names[least])
