"""Gzip and Zstandard: what is inside, read as it is unpacked."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from communique.errors import SourceError
from communique.intake.extras import missing
from communique.intake.given import Given
from communique.intake.limits import MAX_RATIO, RATIO_FROM

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from zstandard import ZstdDecompressionObj

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


def read_gzip(given: Given) -> Iterator[Given]:
    """What a .gz file holds, called as the file is without that suffix."""
    counted = _Counted(given.stream)
    unpacked = gzip.GzipFile(fileobj=counted)  # type: ignore[call-overload]
    # Not `read`, which gives nothing of what came before the place where a file breaks off.
    yield _inside(given, unpacked.read1, counted)


def read_zstd(given: Given) -> Iterator[Given]:
    """What a .zst file holds, called as the file is without that suffix.

    Raises:
        SourceError: the library that unpacks it is not installed.
    """
    try:
        from zstandard import ZstdDecompressor
    except ImportError:
        raise missing("Zstandard files", "zstandard") from None
    # Frames ask for as much memory as they like, up to what is allowed here (128 MB, as the tool of that name allows).
    frames = ZstdDecompressor(max_window_size=2**27)
    counted = _Counted(given.stream)
    yield _inside(given, _Frames(counted, frames.decompressobj).read, counted)


def _inside(given: Given, unpack: Callable[[int], bytes], packed: _Counted) -> Given:
    name = PurePath(given.stem)
    stream = io.BufferedReader(_Checked(unpack, packed), 65_536)
    return given.within(stream, name.stem or given.stem, name.suffix.lower())


class _Counted:
    """A stream that knows how many bytes were taken from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        part = self._stream.read(size)
        self.taken += len(part)
        return part


class _Frames:
    """Zstandard's frames, one after the other. The library's own stream does not tell an end from a breaking off."""

    def __init__(self, packed: _Counted, frame: Callable[[], ZstdDecompressionObj]) -> None:
        self._packed, self._begin = packed, frame
        self._frame: ZstdDecompressionObj | None = None
        self._rest = b""
        self._ready = io.BytesIO()

    def read(self, size: int) -> bytes:
        while not (part := self._ready.read(size)):
            # A kilobyte can become 32 MB, and what is asked for at once is all in memory.
            packed = self._rest or self._packed.read(1024)
            if not packed:
                if self._frame is not None:
                    raise EOFError
                return b""
            self._frame = self._frame or self._begin()
            self._ready = io.BytesIO(self._frame.decompress(packed))
            self._rest = self._frame.unused_data if self._frame.eof else b""
            self._frame = None if self._frame.eof else self._frame
        return part


class _Checked(io.RawIOBase):
    """Unpacked bytes, until they end, break off or become too many; the errors are ours."""

    def __init__(self, read: Callable[[int], bytes], packed: _Counted) -> None:
        self._read, self._packed = read, packed
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        try:
            part = self._read(len(view))
        except EOFError:
            raise SourceError("compressed, and breaks off in the middle; fetch it again") from None
        except Exception as error:  # OSError, zlib.error, and zstandard's, a library that may not be there
            raise SourceError(f"compressed, and damaged ({' '.join(str(error).split())})") from None
        self._size += len(part)
        if self._size > RATIO_FROM and self._size > MAX_RATIO * self._packed.taken:
            raise SourceError(f"unpacks to more than {MAX_RATIO} times its size; not taken for articles")
        view[: len(part)] = part
        return len(part)
