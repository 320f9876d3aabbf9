"""`communique scale`: sources into a lake, and the lake's reports into contacts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import LakeError
from communique.fleet.lake.chunks import CHUNK, UNDERWAY, End, Settings, Tally
from communique.fleet.lake.grouping import MERGING, Merger
from communique.fleet.lake.joining import Lookup, lookup_of, named
from communique.fleet.lake.places import Place, place_of
from communique.fleet.lake.running import need_ray, ray_running
from communique.fleet.lake.shapes import READ, as_table, problem_row
from communique.fleet.lake.sources import Source, Stack, sources_of, stacked
from communique.intake.columns import USUAL_COLUMNS, parse_columns
from communique.lexicon.registry import load_registry
from communique.record import State, current_state
from communique.record.state import concluding_version
from communique.schema import Problem
from communique.schema.edtf import check_edtf

if TYPE_CHECKING:
    import pyarrow

FORMAT = 1
_MARK = "lake.json"
SOURCES = "sources"
NOT_READ = "source-"
"""How the parts of problems begin that belong to sources, not to documents."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """What a lake came to: documents read now and there before, copies among all of them, reports and contacts."""

    read: int
    known: int
    copies: int
    reports: int
    contacts: int


def scale(
    sources: Sequence[str],
    to: str,
    *,
    published: str | None = None,
    model: str | None = None,
    actors: Path | None = None,
    columns: str | None = None,
    workers: int | None = None,
    address: str | None = None,
    size: int = CHUNK,
) -> Generator[Tally | Problem | Scaled, None, None]:
    """Read sources into a lake and merge all of its reports; gives what came of each chunk, as it comes, then the sum.

    What the lake has is not read again: a run that was stopped goes on when it is started again.

    Args:
        sources: files, folders and addresses, on this machine or in an object store.
        to: the folder of the lake, likewise.
        published: EDTF date of documents that carry none.
        model: a spaCy package; None takes the pinned one.
        actors: a folder with tables of the user's own, which every machine finds under this path.
        columns: which columns of tables hold what.
        workers: processes that read; None for one a processor.
        address: of a Ray cluster; None starts Ray on this machine.
        size: documents of a chunk.

    Raises:
        DateError: `published` is no date.
        ExtraError: Ray is not installed.
        LakeError: the lake cannot be written, or was read by another state of the software.
        LexiconError: a row of `actors` is wrong.
        ModelError: the model is not installed.
        SourceError: `columns` is not of its form.
    """
    need_ray()
    given = check_edtf(published.strip()) if published is not None else None
    chosen = parse_columns(columns) if columns is not None else USUAL_COLUMNS
    load_registry(actors)
    lake = place_of(to)
    _claim(lake, current_state(model, actors), given)
    lake.at(UNDERWAY).remove()
    read = 0
    finished = _finished(lake)
    files: list[Source] = []
    for one in sources_of(sources):
        if isinstance(one, Problem):
            yield one
        elif one.key not in finished or not one.changed:
            files.append(one)
    known = _hashes(lake)
    with ExitStack() as running:
        # Where there is nothing to do, Ray need not start.
        processes = running.enter_context(ray_running(workers, address)) if files else 0
        if files:
            from communique.fleet.lake.reading import Task, read_all

            task = Task(lake.name, Settings(given, model, actors and actors.absolute()), chosen, size)
            stacks = [*stacked(files)]
            under = Underway(lake, {stack.key: stack for stack in stacks})
            for done in read_all(stacks, task, known, processes):
                under.tell(done)
                if isinstance(done, Tally):
                    read += done.documents
                    yield done
                else:
                    yield from done.problems
        _settle(lake)
        merger = Merger(lake, _merging_name(lake))
        if not merger.is_done():
            processes = processes or running.enter_context(ray_running(workers, address))
            merger.run(processes)
        lake.at(MERGING).remove()
    yield Scaled(read, len(known.keys), *merger.told())


def _claim(lake: Place, state: State, given: str | None) -> None:
    """Mark a new lake with what reads it, or see that an old one was read by the same.

    Raises:
        LakeError: it was not, or the folder is none of a lake.
    """
    mark = lake.at(_MARK)
    own = {"format": FORMAT, "version": state.version, "lexicon": state.lexicon, "model": state.model}
    own["published"] = given
    if mark.info() is None:
        if lake.files():
            raise LakeError(f"{lake.name}: not empty, and no lake; name a new folder")
        mark.write(json.dumps(own, indent=1).encode())
        return
    there = mark_of(lake)
    for name, words in (
        ("format", "by a newer communique"),
        ("version", "by another state of the software"),
        ("lexicon", "with another lexicon"),
        ("model", "with another model"),
        ("published", "with another --published"),
    ):
        if there.get(name) != own[name]:
            raise LakeError(f"{lake.name}: was read {words} ({there.get(name)}, now {own[name]}); name a new folder")


def mark_of(lake: Place) -> dict[str, Any]:
    """What a lake says of itself.

    Raises:
        LakeError: it is none.
    """
    mark = lake.at(_MARK)
    if mark.info() is None:
        raise LakeError(f"{lake.name}: no lake (no {_MARK} in it); communique scale makes one")
    try:
        said: dict[str, Any] = json.loads(mark.read())
    except ValueError:
        raise LakeError(f"{lake.name}: its {_MARK} is damaged") from None
    return said


def state_of(lake: Place) -> State:
    """The state of the software that read a lake.

    Raises:
        LakeError: it is none, or of a newer format.
    """
    said = mark_of(lake)
    if said.get("format") != FORMAT:
        raise LakeError(f"{lake.name}: of another format; install a newer communique")
    return State(said["version"], said["lexicon"], said["model"])


@dataclass(slots=True)
class Underway:
    """Which stacks of sources are read to their end: all of their chunks, which come back in any order."""

    lake: Place
    stacks: dict[str, Stack]
    ends: dict[str, End] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)

    def tell(self, one: Tally | End) -> None:
        """Take in what came back; a stack that it completes is marked as read, with what could not be read in it."""
        if isinstance(one, End):
            self.ends[one.stack] = one
        else:
            self.done[one.stack] += 1
        end = self.ends.get(one.stack)
        if end is None or self.done[one.stack] < end.chunks:
            return
        if end.problems:
            rows = as_table("problems", (problem_row(problem) for problem in end.problems))
            self.lake.at("problems", f"{NOT_READ}{one.stack}.parquet").write_table(rows)
        sources = self.stacks[one.stack].sources
        told = [{"key": each.key, "path": each.path, "size": each.size, "changed": each.changed} for each in sources]
        self.lake.at(SOURCES, f"{one.stack}.parquet").write_table(as_table(SOURCES, told))


def _finished(lake: Place) -> frozenset[str]:
    """The keys of sources that were read to their end."""
    found: set[str] = set()
    for part in lake.at(SOURCES).parts():
        found.update(lake.at(SOURCES, f"{part}.parquet").read_table(["key"])["key"].to_pylist())
    return frozenset(found)


def _hashes(lake: Place) -> Lookup:
    """The documents of a lake."""
    places = (lake.at("documents", f"{part}.parquet") for part in lake.at("documents").parts())
    return lookup_of(named(place.read_table(["hash"])["hash"] for place in places))


def _settle(lake: Place) -> None:
    """Leave of a document that two sources had at once the one of the first name."""
    hashes = _hashes(lake).keys
    twice = frozenset(one.decode() for one in hashes[1:][hashes[1:] == hashes[:-1]])
    if not twice:
        return
    first: dict[str, tuple[str, str]] = {}
    for part in lake.at("documents").parts():
        rows = lake.at("documents", f"{part}.parquet").read_table(["hash", "name"])
        for hash_, name in zip(rows["hash"].to_pylist(), rows["name"].to_pylist(), strict=True):
            if hash_ in twice:
                first[hash_] = min(first.get(hash_, (name, part)), (name, part))
    for part in lake.at("documents").parts():
        rows = lake.at("documents", f"{part}.parquet").read_table(["hash"])
        gone = {one for one in rows["hash"].to_pylist() if one in twice and first[one][1] != part}
        if gone:
            _rewrite(lake, part, gone)


def _rewrite(lake: Place, part: str, gone: set[str]) -> None:
    """Write a chunk again under another name, without some documents, then remove it, that of documents first."""
    import pyarrow as pa
    import pyarrow.compute as pc

    name = sha256(json.dumps([part, sorted(gone)]).encode()).hexdigest()[:16]
    left = pa.array(sorted(gone))
    for table in READ:
        place = lake.at(table, f"{part}.parquet")
        if place.info() is None:
            continue
        rows: pyarrow.Table = place.read_table()
        kept = rows.filter(pc.invert(pc.is_in(rows["hash" if table == "documents" else "document"], value_set=left)))
        if kept.num_rows:
            lake.at(table, f"{name}.parquet").write_table(kept)
    for table in reversed(READ):
        lake.at(table, f"{part}.parquet").remove()


def _merging_name(lake: Place) -> str:
    """A name for this state of the lake: the same for the same documents, however they lie in chunks."""
    digest = sha256(concluding_version().encode())
    for hash_ in _hashes(lake).keys:
        digest.update(hash_)
    return digest.hexdigest()[:12]
