"""Paths become inputs: the bytes of one article each, read only as they are asked for."""

import gzip
import lzma
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from typing import BinaryIO, cast

from sayso.intake.form import Form, binary_kind, form_of
from sayso.intake.problem import InputError

# More of a file than this is not looked at to tell what it is.
_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Input:
    """The bytes of one article, not yet understood.

    `line` is its line, counted from 1, where the file holds one article a line, else None.
    `taken` is how many bytes of the file on disk were read to get here since the input before.
    """

    name: str
    line: int | None
    form: Form
    data: bytes
    taken: int


def inputs(paths: Iterable[str]) -> Iterator[Input | InputError]:
    """Give the inputs in the order of `paths`, and an error in the place of each that fails.

    `-` is standard input. A name that ends in `.gz` or `.xz` is decompressed on the way.
    """
    for path in paths:
        try:
            yield from _inputs_of(path)
        except (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile) as error:
            yield InputError(_shown(path), None, f"the compressed data is broken: {error}")
        except IsADirectoryError:
            yield InputError(_shown(path), None, "is a folder; name the files in it")
        except OSError as error:
            yield InputError(_shown(path), None, error.strerror or str(error))


def _inputs_of(path: str) -> Iterator[Input | InputError]:
    name = _shown(path)
    if path == "-" and sys.stdin is None:
        yield InputError(name, None, "is closed")
        return
    with nullcontext(sys.stdin.buffer) if path == "-" else open(path, "rb") as file:
        stream = _decompressed(path, cast("BinaryIO", file))
        position = _Position(cast("BinaryIO", file))
        head = _beginning(stream)
        form = form_of(path, head)
        if kind := binary_kind(head):
            yield InputError(name, None, f"is not text: it looks like {kind}")
        elif form != "json":
            yield Input(name, None, form, head + stream.read(), position.advance())
        elif not head.strip():
            yield InputError(name, None, "is empty")
        else:
            head += b"" if head.endswith(b"\n") else stream.readline()
            for number, line in enumerate(chain(BytesIO(head), stream), 1):
                if line.strip():
                    yield Input(name, number, form, line, position.advance())


def _decompressed(path: str, file: BinaryIO) -> BinaryIO:
    if path.endswith(".gz"):
        return cast("BinaryIO", gzip.GzipFile(fileobj=file))
    if path.endswith(".xz"):
        return cast("BinaryIO", lzma.LZMAFile(file))
    return file


def _beginning(stream: BinaryIO) -> bytes:
    """Read as far as the first line that is not blank, so that a slow pipe is not waited for."""
    head = b""
    while not head.strip() and len(head) < _HEAD:
        line = stream.readline(_HEAD)
        if not line:
            break
        head += line
    return head


class _Position:
    """How far a file has been read, in bytes; always 0 for a pipe, which cannot tell."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file if file.seekable() else None
        self._last = 0

    def advance(self) -> int:
        now = self._file.tell() if self._file else 0
        taken, self._last = now - self._last, now
        return taken


def _shown(path: str) -> str:
    """The path as text that can be written anywhere: a name on disk need not be valid UTF-8."""
    return "standard input" if path == "-" else os.fsencode(path).decode("utf-8", "replace")
