"""Reading on Ray: tasks cut sources into chunks, and actors that hold the model read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from communique.fleet.lake.chunks import Chunk, End, Settings, Tally, chunks_of, packed, read_chunk, unpacked
from communique.fleet.lake.joining import Lookup
from communique.fleet.lake.places import place_of
from communique.fleet.lake.sources import Stack
from communique.intake.columns import Columns

if TYPE_CHECKING:
    import pyarrow

# Of a processor, while an actor reads with a whole one.
_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be read into which lake, and how."""

    lake: str
    settings: Settings
    columns: Columns
    size: int


class _Cutter:
    """Cuts sources into chunks; runs in tasks of Ray."""

    def __init__(self, task: Task, known: Any) -> None:
        self.task = task
        self.known = known

    def __call__(self, row: dict[str, Any]) -> Iterator[dict[str, bytes]]:
        import ray

        known: Lookup = ray.get(self.known)
        stack: Stack = unpacked(row["stack"])
        for chunk in chunks_of(stack, self.task.columns, self.task.settings.published, known, self.task.size):
            yield {"chunk": packed(chunk)}


class _Reader:
    """Reads chunks; an actor of Ray. The model is loaded when the first is read, and kept."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.lake = place_of(task.lake)

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        import pyarrow

        chunks = (unpacked(chunk) for chunk in batch["chunk"].to_pylist())
        done = [packed(chunk if isinstance(chunk, End) else self._read(chunk)) for chunk in chunks]
        return pyarrow.table({"done": pyarrow.array(done, pyarrow.binary())})

    def _read(self, chunk: Chunk) -> Tally:
        return read_chunk(chunk, self.lake, self.task.settings)


def read_all(stacks: Sequence[Stack], task: Task, known: Lookup, workers: int) -> Iterator[Tally | End]:
    """Read sources into a lake; gives what came of each chunk, as it comes.

    Args:
        stacks: at least one.
        task: how.
        known: hashes of the documents that the lake has.
        workers: how many processes read.
    """
    import ray
    import ray.data

    context = ray.data.DataContext.get_current()
    sizes = context.target_max_block_size, context.target_min_block_size
    # A block a chunk: else all chunks of a small source would be one block, and go to one actor.
    context.target_max_block_size = context.target_min_block_size = 1
    try:
        rows = ray.data.from_items([{"stack": packed(one)} for one in stacks], override_num_blocks=len(stacks))
        read = rows.flat_map(_Cutter(task, ray.put(known)), num_cpus=_SHARE).map_batches(
            _Reader,
            fn_constructor_args=(task,),
            batch_size=1,
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(size=workers),
            # However often a process dies, Ray lets another go on; `read_chunk` sees to it that this ends.
            num_cpus=1,
        )
        for row in read.iter_rows():
            yield unpacked(row["done"])
    finally:
        context.target_max_block_size, context.target_min_block_size = sizes
