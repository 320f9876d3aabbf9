"""Which documents are near-copies of each other, so that a wire story on ten sites is one voice.

Two documents are copies where their runs of three words are nearly the same and, both being dated, they came out within
a few weeks of each other. Copies of copies are copies; the one published first speaks for all.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import Any

from communique.schema.edtf import bounds

ALIKE = 0.75
"""The least share of common runs of words (Jaccard) that makes copies: a new headline and a lost last paragraph."""
DAYS = 30
"""Copies come out within so many days: a weekly notice in the same words is news each week, a reprint is not."""

# At a likeness of 0.75, 95 of 100 pairs share a bucket; at 0.9 all do, at 0.3 six of 100.
_BANDS, _ROWS = 8, 4
_RUN = 3
# An article is known by its first words; a file of fifty megabytes need not be read to its end.
_WORDS = 5_000
_WORD = re.compile(r"\w+")

Runs = frozenset[bytes]


def runs_of(text: str) -> Runs:
    """The runs of three words of a text, whatever their case and marks; of its first 5,000 words."""
    words = []
    for match in _WORD.finditer(text):
        words.append(match.group().casefold())
        if len(words) == _WORDS:
            break
    if not words:
        return frozenset()
    return frozenset(
        blake2b(" ".join(words[at : at + _RUN]).encode(errors="replace"), digest_size=8).digest()
        for at in range(max(1, len(words) - _RUN + 1))
    )


def buckets(runs: Runs) -> list[int]:
    """One number a band; two texts that share one are worth comparing."""
    if not runs:
        return []
    minhash = _empty().copy()
    minhash.update_batch(sorted(runs))
    values = minhash.hashvalues.astype("<u4")
    found = []
    for band in range(_BANDS):
        part = values[band * _ROWS : (band + 1) * _ROWS].tobytes()
        digest = blake2b(bytes([band]) + part, digest_size=8).digest()
        found.append(int.from_bytes(digest, "big", signed=True))
    return found


def alike(one: Runs, other: Runs) -> bool:
    """Whether two texts have nearly the same words."""
    if not one or not other:
        return False
    common = len(one & other)
    return common >= ALIKE * (len(one) + len(other) - common)


def near(one: str | None, other: str | None) -> bool:
    """Whether two dates of publication (EDTF) allow that one copies the other."""
    a, b = _day(one), _day(other)
    return a is None or b is None or abs((a - b).days) <= DAYS


def find_voice(
    connection: sqlite3.Connection, hash_: str, published: str | None, runs: Runs, bands: list[int]
) -> tuple[str, list[str]]:
    """Who speaks for a document that is about to be stored, and which voices fall silent by that.

    The answer is the same in whatever order documents come: of all that are linked by likeness, the one published
    first, by hash where several were.
    """
    marks = ",".join("?" * len(bands))
    rows = connection.execute(
        "SELECT DISTINCT d.voice, d.id, d.published FROM band b JOIN document d ON d.id = b.document"
        f" WHERE b.bucket IN ({marks}) ORDER BY d.voice, d.id",
        bands,
    ).fetchall()
    linked: set[str] = set()
    for voice, id_, day in rows:
        if voice in linked or not near(published, day):
            continue
        (text,) = connection.execute("SELECT text FROM document WHERE id = ?", (id_,)).fetchone()
        if alike(runs, runs_of(text)):
            linked.add(voice)
    if not linked:
        return hash_, []
    ranked = [(_rank(published), hash_)]
    for voice in linked:
        (day,) = connection.execute("SELECT published FROM document WHERE hash = ?", (voice,)).fetchone()
        ranked.append((_rank(day), voice))
    first = min(ranked)[1]
    return first, sorted(linked - {first})


def voices_of(texts: Iterable[tuple[str, str | None, str]]) -> dict[str, str]:
    """Who speaks for each of some documents: what `find_voice` comes to when all of them have been stored.

    Args:
        texts: hash, date of publication (EDTF) and text of each, in any order; all near-copies of each are among them.
    """
    voice: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    told: dict[str, tuple[str | None, Runs]] = {}
    shelves: dict[int, list[str]] = {}
    # From the first: who is linked later is never before those that are there.
    for hash_, published, text in sorted(texts, key=lambda one: (_rank(one[1]), one[0])):
        runs = runs_of(text)
        bands = buckets(runs)
        linked: set[str] = set()
        for other in dict.fromkeys(other for band in bands for other in shelves.get(band, ())):
            day, words = told[other]
            if voice[other] not in linked and near(published, day) and alike(runs, words):
                linked.add(voice[other])
        first = min(linked, key=lambda one: (_rank(told[one][0]), one), default=hash_)
        told[hash_] = published, runs
        voice[hash_] = first
        members.setdefault(first, []).append(hash_)
        for silent in linked - {first}:
            moved = members.pop(silent)
            members[first] += moved
            voice.update(dict.fromkeys(moved, first))
        for band in dict.fromkeys(bands):
            shelves.setdefault(band, []).append(hash_)
    return voice


def store_bands(connection: sqlite3.Connection, document: int, bands: list[int]) -> None:
    """Make a document findable for copies that come later."""
    connection.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(bucket, document) for bucket in bands])


@cache
def _empty() -> Any:
    # It brings scipy along, and nothing but adding needs it.
    from datasketch import MinHash  # type: ignore[import-untyped]

    return MinHash(num_perm=_BANDS * _ROWS, seed=1, scheme="affine32")


def _rank(published: str | None) -> str:
    day = _day(published)
    return day.isoformat() if day else "~"  # behind every date


def _day(published: str | None) -> date | None:
    return bounds(published).earliest if published else None
