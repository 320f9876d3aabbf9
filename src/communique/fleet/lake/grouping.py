"""Merging on Ray: rows to where their group is, one group after the other, each written when it is done."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from communique.fleet.lake import merging
from communique.fleet.lake.joining import Lookup, components, lookup_of, named
from communique.fleet.lake.places import Place, place_of
from communique.fleet.lake.shapes import CONCLUDED, as_table, schema_of

if TYPE_CHECKING:
    import pyarrow

_ROWS = 20_000
"""Reports of a group, about: what one process has in memory at once."""
_PARTS = 64
"""Chunks that one task reads."""
_SHARE = 1.0

MERGING, MERGED = "_merging", "merged.json"


class Merged(NamedTuple):
    """What merging came to: documents that are copies, reports, and contacts."""

    copies: int
    reports: int
    contacts: int


@dataclass(frozen=True, slots=True)
class Merger:
    """One merging of all reports of a lake.

    Args:
        lake: what is merged.
        name: of this state of the lake: another document, or another state of the software, is another merging.
    """

    lake: Place
    name: str

    @property
    def work(self) -> Place:
        """Where the tables are until all of them are whole."""
        return self.lake.at(MERGING, self.name)

    def is_done(self) -> bool:
        """Whether the tables in their place are those of this merging."""
        mark = self.lake.at(MERGED)
        return mark.info() is not None and json.loads(mark.read())["name"] == self.name

    def told(self) -> Merged:
        """What it came to, when it is done."""
        told = json.loads(self.lake.at(MERGED).read())
        return Merged(told["copies"], told["reports"], told["contacts"])

    def run(self, workers: int) -> None:
        """Merge what is not merged yet, and put the tables in their place; Ray is running with so many workers."""
        whole = self.work.at("whole.json")
        if whole.info() is None:
            whole.write(json.dumps({"name": self.name} | self._merged(workers)._asdict()).encode())
        self._publish()
        self.lake.at(MERGED).write(whole.read())

    def _merged(self, workers: int) -> Merged:
        voices = self._voices(workers)
        reports = sum(self._rows(self.lake.at("reports")))
        if reports:
            self._judge(voices, reports, workers)
            self._conclude(voices, reports, workers)
        for table in CONCLUDED:
            if not self.work.at(table).files():
                self.work.at(table, "none.parquet").write_table(as_table(table, []))
        return Merged(len(voices.keys), reports, sum(self._rows(self.work.at("contacts"))))

    def _voices(self, workers: int) -> Lookup:
        done = self.work.at("copies.done")
        if done.info() is None:
            groups = _groups(sum(self._rows(self.lake.at("documents"))), workers)
            pairs = self._grouped(
                "documents", ["hash", "buckets"], partial(merging.bands, groups=groups), merging.neighbours, groups
            )
            a, b = _columns(pairs, "a", "b")
            leaders = components(a, b)
            if len(a):
                columns = ["hash", "published", "text"]
                keyed = partial(_with_texts, leaders=_shared(leaders), groups=groups)
                _drain(self._grouped("documents", columns, keyed, self._into("copies", merging.copies), groups))
            done.write(b"")
        found = [table for part in self.work.at("copies").files() if (table := _table(self.work, part.path)).num_rows]
        own, voice = _columns(found, "document", "voice")
        return lookup_of(own, voice)

    def _judge(self, voices: Lookup, reports: int, workers: int) -> None:
        done = self.work.at("judgements.done")
        if done.info() is None:
            # A report at the turn of two months is in a group of each.
            division = merging.Division(_groups(2 * reports, workers), self._shares())
            finished = frozenset(self._finished("judgements"))
            keyed = partial(_placed, voices=_shared(voices), division=division, done=finished)
            write = self._into("judgements", partial(merging.judged, division=division))
            _drain(self._grouped("reports", [*merging.REPORT], keyed, write, division.groups))
            done.write(b"")

    def _conclude(self, voices: Lookup, reports: int, workers: int) -> None:
        pairs = (_table(self.work, part.path, ["a", "b"]) for part in self.work.at("judgements").files())
        leaders = components(*_columns(pairs, "a", "b"))
        groups = _groups(reports, workers)
        keyed = partial(
            _led,
            voices=_shared(voices),
            leaders=_shared(leaders),
            groups=groups,
            done=frozenset(self._finished("contacts")),
        )
        write = self._into("contacts", merging.concluded)
        _drain(self._grouped("reports", [*merging.REPORT], keyed, write, groups, worded=True))

    def _grouped(
        self,
        table: str,
        columns: list[str],
        keyed: Callable[..., Any],
        each: Callable[..., Any],
        groups: int,
        worded: bool = False,
    ) -> Iterator[pyarrow.Table]:
        """Read a table, give each row its group, and its text where asked, and call a function on each group, wherever
        that is."""
        import ray.data

        parts = self.lake.at("documents").parts()
        stacks = [parts[at : at + _PARTS] for at in range(0, len(parts), _PARTS)]
        read = _Stack(self.lake.name, table, columns, keyed, worded)
        rows = ray.data.from_items([{"parts": stack} for stack in stacks], override_num_blocks=len(stacks))
        placed = rows.map_batches(read, batch_size=1, batch_format="pyarrow", num_cpus=_SHARE)
        gathered = placed.groupby("group", num_partitions=groups)
        yield from gathered.map_groups(each, batch_format="pyarrow", num_cpus=_SHARE).iter_batches(
            batch_size=None, batch_format="pyarrow"
        )

    def _into(self, table: str, each: Callable[[pyarrow.Table], pyarrow.Table]) -> Callable[..., Any]:
        return partial(_written, folder=(self.lake.name, MERGING, self.name, table), each=each)

    def _finished(self, table: str) -> Iterator[int]:
        for part in self.work.at(table).parts():
            if part.isdigit():
                yield int(part)

    def _shares(self) -> int:
        """Into how many groups the blocks of one month go: as many as the fullest month asks for."""
        import pyarrow as pa
        import pyarrow.compute as pc

        told = [_table(self.lake, part.path, ["published"]) for part in self.lake.at("reports").files()]
        months = pc.utf8_slice_codeunits(pa.concat_tables(told)["published"].combine_chunks(), 0, 7)
        counts = pc.value_counts(months).field("counts")
        return max(1, -(-int(pc.max(counts).as_py()) // _ROWS))

    def _rows(self, folder: Place) -> Iterator[int]:
        import pyarrow.parquet

        for part in folder.files():
            with folder.system.open_input_file(part.path) as stream:
                yield pyarrow.parquet.ParquetFile(stream).metadata.num_rows

    def _publish(self) -> None:
        """Put new tables in the place of old ones; where this is cut short, the next run goes on with it."""
        for table in CONCLUDED:
            for old in self.lake.at(table).files():
                if not old.path.rpartition("/")[2].startswith(self.name):
                    self.lake.at(table, old.path.rpartition("/")[2]).remove()
            for part in self.work.at(table).files():
                name = part.path.rpartition("/")[2]
                self.work.at(table, name).move(self.lake.at(table, f"{self.name}-{name}"))


@dataclass(frozen=True)
class _Stack:
    """Reads some chunks of a table, and gives each row its group."""

    lake: str
    table: str
    columns: list[str]
    keyed: Callable[..., Any]
    worded: bool = False

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        import pyarrow as pa

        lake = place_of(self.lake)
        parts = batch["parts"][0].as_py()

        def stack(table: str, columns: list[str]) -> pyarrow.Table:
            places = [lake.at(table, f"{part}.parquet") for part in parts]
            found = [place.read_table(columns) for place in places if place.info() is not None]
            return pa.concat_tables([schema_of(table).empty_table().select(columns), *found]).combine_chunks()

        rows = self.keyed(stack(self.table, self.columns))
        return merging.worded(rows, stack("documents", ["hash", "text"])) if self.worded else rows


def _groups(rows: int, workers: int) -> int:
    return max(workers, -(-rows // _ROWS))


def _written(rows: pyarrow.Table, folder: tuple[str, ...], each: Callable[..., Any]) -> pyarrow.Table:
    """Compute the table of a group and write it; gives how many rows it has."""
    import pyarrow as pa

    counts = []
    if rows.num_rows:
        lake, *names = folder
        table = each(rows)
        place_of(lake).at(*names, f"{rows['group'][0].as_py()}.parquet").write_table(table)
        counts.append(table.num_rows)
    return pa.table({"rows": pa.array(counts, pa.int64())})


def _with_texts(documents: pyarrow.Table, leaders: Any, groups: int) -> pyarrow.Table:
    return merging.texts(documents, _fetched(leaders), groups)


def _placed(reports: pyarrow.Table, voices: Any, division: merging.Division, done: frozenset[int]) -> pyarrow.Table:
    return merging.placed(merging.voiced(reports, _fetched(voices)), division, done)


def _led(reports: pyarrow.Table, voices: Any, leaders: Any, groups: int, done: frozenset[int]) -> pyarrow.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = merging.led(merging.voiced(reports, _fetched(voices)), _fetched(leaders), groups)
    return rows.filter(pc.invert(pc.is_in(rows["group"], value_set=pa.array(sorted(done), pa.int64()))))


def _shared(lookup: Lookup) -> Any:
    """A mapping where all processes of a machine can see it, without a copy each."""
    import ray

    return ray.put(lookup)


def _fetched(shared: Any) -> Lookup:
    import ray

    lookup: Lookup = ray.get(shared)
    return lookup


def _table(place: Place, path: str, columns: list[str] | None = None) -> pyarrow.Table:
    return Place(place.name, place.system, path).read_table(columns)


def _columns(tables: Iterable[pyarrow.Table], one: str, other: str) -> tuple[Any, Any]:
    found = [(table[one], table[other]) for table in tables if table.num_rows]
    return named(pair[0] for pair in found), named(pair[1] for pair in found)


def _drain(tables: Iterator[pyarrow.Table]) -> None:
    for _ in tables:
        pass
