"""What is said between a program and the process that reads for it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefbot.reading.formats.format import Part, Source

# The status with which the process ends that has no memory left.
OUT_OF_MEMORY = 77


@dataclass(frozen=True, slots=True)
class Request:
    """Bytes to be read by a format's `parse`, and what is known of them beside themselves.

    `seconds` is how long each document may take. `refused` holds files within a file, by their number among those that are
    parsed, that are not to be tried, and why: they have ended a process.
    """

    parse: Callable[[bytes, Source], Iterable[Part]]
    data: bytes
    seconds: float
    id: str
    renamed: tuple[tuple[str, str], ...] = ()
    charset: str | None = None
    refused: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of a module to be called with what comes from outside, and how many seconds it may take."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Returned:
    """What a function that was called gave back."""

    value: Any


@dataclass(frozen=True, slots=True)
class Inner:
    """The process begins to parse a file within the file: the one of this number, from 0."""

    number: int


@dataclass(frozen=True, slots=True)
class Ready:
    """The process waits for a request."""


Message = Part | Returned | Inner | Ready
