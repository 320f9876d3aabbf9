"""Folders on this machine and in object stores, by one name each: a path, or s3://, gs://, file:// and what else
pyarrow and fsspec know."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from communique.errors import LakeError

if TYPE_CHECKING:
    import pyarrow
    from pyarrow.fs import FileSystem

_HALF = ".half"
"""The ending of a file that is being written: it counts for nothing until it has its own name."""


class Found(NamedTuple):
    """A file: its path in its file system, its size, and when it was changed (0 where that is not told)."""

    path: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Place:
    """A folder or file; workers, on other machines too, find it by `name`.

    Args:
        name: of the folder that the user named, from anywhere.
        system: what it lies in.
        path: where in that.
    """

    name: str
    system: FileSystem
    path: str

    def at(self, *parts: str) -> Place:
        """A file or folder below this one."""
        return replace(self, path="/".join((self.path.rstrip("/"), *parts)))

    def files(self) -> list[Found]:
        """All files below, sorted by path; none where there is no such folder. Hidden and half-written ones are not."""
        from pyarrow.fs import FileSelector, FileType

        with _told(self):
            found = self.system.get_file_info(FileSelector(self.path, recursive=True, allow_not_found=True))
        below = len(self.path.rstrip("/")) + 1
        return sorted(
            Found(one.path, one.size or 0, one.mtime_ns or 0)
            for one in found
            if one.type == FileType.File
            and not one.path.endswith(_HALF)
            and not any(part.startswith(".") for part in one.path[below:].split("/"))
        )

    def parts(self) -> list[str]:
        """The names of the files below, without folder and ending."""
        return [found.path.rpartition("/")[2].partition(".")[0] for found in self.files()]

    def is_folder(self) -> bool:
        """Whether it is a folder."""
        from pyarrow.fs import FileType

        with _told(self):
            return bool(self.system.get_file_info(self.path).type == FileType.Directory)

    def info(self) -> Found | None:
        """The file itself; None where it is none."""
        from pyarrow.fs import FileType

        with _told(self):
            one = self.system.get_file_info(self.path)
        return Found(one.path, one.size or 0, one.mtime_ns or 0) if one.type == FileType.File else None

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The bytes of a file, to be read from any place in it.

        Raises:
            OSError: it cannot be read.
        """
        with self.system.open_input_file(self.path) as stream, io.BufferedReader(stream, 1 << 20) as buffered:
            yield cast(BinaryIO, buffered)

    def read(self) -> bytes:
        """The bytes of a small file."""
        with _told(self), self.opened() as stream:
            return stream.read()

    def write(self, data: bytes) -> None:
        """Write a file whole or not at all."""
        from pyarrow.fs import LocalFileSystem

        with _told(self):
            if isinstance(self.system, LocalFileSystem):
                self.system.create_dir(self.path.rpartition("/")[0], recursive=True)
                with self.system.open_output_stream(self.path + _HALF) as out:
                    out.write(data)
                self.system.move(self.path + _HALF, self.path)
            else:  # an object is there when it is complete
                with self.system.open_output_stream(self.path) as out:
                    out.write(data)

    def write_table(self, table: pyarrow.Table) -> None:
        """Write a Parquet file whole or not at all."""
        import pyarrow
        import pyarrow.parquet

        out = pyarrow.BufferOutputStream()
        pyarrow.parquet.write_table(table, out, compression="zstd")
        self.write(out.getvalue())

    def read_table(self, columns: list[str] | None = None) -> pyarrow.Table:
        """The columns of a Parquet file.

        Raises:
            LakeError: it is none, or cannot be read.
        """
        import pyarrow
        import pyarrow.parquet

        with _told(self):
            try:
                with self.system.open_input_file(self.path) as stream:
                    return pyarrow.parquet.ParquetFile(stream).read(columns)
            except pyarrow.ArrowException as error:
                raise LakeError(f"{self.path}: no table of a lake ({_line(error)})") from None

    def move(self, to: Place) -> None:
        """Give a file another name."""
        with _told(self):
            self.system.create_dir(to.path.rpartition("/")[0], recursive=True)
            self.system.move(self.path, to.path)

    def remove(self) -> None:
        """Remove a file, or a folder with all that is in it; nothing where there is none."""
        from pyarrow.fs import FileType

        with _told(self):
            kind = self.system.get_file_info(self.path).type
            if kind == FileType.Directory:
                self.system.delete_dir(self.path)
            elif kind == FileType.File:
                self.system.delete_file(self.path)


def place_of(name: str) -> Place:
    """The place that a user names.

    Args:
        name: a path, or the address of one in an object store.

    Raises:
        LakeError: nothing can open such an address.
    """
    from pyarrow import ArrowException
    from pyarrow.fs import FileSystem, FSSpecHandler, LocalFileSystem, PyFileSystem

    if "://" not in name:
        try:
            path = Path(name).resolve().as_posix()  # a worker may be at home in another folder
        except (OSError, RuntimeError, ValueError) as error:  # a ring of links, a NUL in the name
            raise LakeError(f"{name!r}: cannot be opened ({_line(error)})") from None
        return Place(path, LocalFileSystem(), path)
    try:
        system, path = FileSystem.from_uri(name)
        return Place(name, system, path)
    except ArrowException:
        pass  # of a kind that pyarrow does not know
    except OSError as error:
        raise LakeError(f"{name}: cannot be opened ({_line(error)})") from None
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]

        other, path = url_to_fs(name)
    except (ImportError, ValueError, OSError) as error:
        raise LakeError(f"{name}: cannot be opened ({_line(error)})") from None
    return Place(name, PyFileSystem(FSSpecHandler(other)), path)


@contextmanager
def _told(place: Place) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LakeError(f"{place.path}: {error.strerror or _line(error)}") from None


def _line(error: object) -> str:
    return " ".join(str(error).split())[:160]
