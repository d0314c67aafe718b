"""Formats of files that hang, grow or crash whatever reads them: as hostile as a parser's faults let a file be."""

import ctypes
import os
import time
from collections.abc import Iterator

from briefbot.errors import DocumentError
from briefbot.reading.formats.fields import document_of
from briefbot.reading.formats.format import Format, Part, Source


def _parse(data: bytes, source: Source) -> Iterator[Part]:
    """Do what the bytes say: those of no trick are a document's text."""
    trick, _, rest = data.decode().partition(" ")
    if trick == "sleep":
        time.sleep(float(rest))
    elif trick == "spin":
        while True:
            pass
    elif trick == "hold":  # in C, and with the interpreter's lock
        ctypes.PyDLL(None).sleep(600)
    elif trick == "abort":
        os.abort()
    elif trick == "exit":
        os._exit(3)
    elif trick == "grow":
        held = [bytearray(2**24) for _ in range(2**14)]
        raise AssertionError(len(held))
    elif trick == "print":
        os.write(1, b"noise " * 1000)
    elif trick == "refuse":
        raise DocumentError(rest)
    elif trick == "raise":
        raise ValueError(rest)
    elif trick == "pid":
        rest = f"process {os.getpid()} {sorted(name for name in os.environ if name.startswith('BRIEFBOT_'))}"
    yield Part(document_of({"id": source.id or "a", "text": rest}))


def _parse_many(data: bytes, source: Source) -> Iterator[Part]:
    """Each line is a file within the file."""
    for number, line in enumerate(data.splitlines()):
        for part in source.parse(HOSTILE, line, Source(f"{source.id}/{number}")):
            yield Part(part.outcome, f"line {number}")


HOSTILE = Format("hostile", (".hostile",), (), _parse, guarded=True)
MANY = Format("many", (".many",), (), _parse_many, guarded=True)
HARMLESS = Format("harmless", (".harmless",), (), _parse)
