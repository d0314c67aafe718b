"""The values of a format of input: what is known of it, and what it makes of bytes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol, TypeVar

from briefbot.model import Document
from briefbot.reading.page import Page

_Value = TypeVar("_Value")

# Bytes that one document may take, as a file or as a line: some forty novels. A larger one is refused unread.
MAX_DOCUMENT_BYTES = 20 * 2**20


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no document, in one sentence without its name."""

    reason: str


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document, and the parts of its text: they are told once, and handed on to whoever analyses it."""

    document: Document
    page: Page


@dataclass(frozen=True, slots=True)
class Part:
    """One document that bytes hold, or why it is none; `label` says where in them, "" where they are one document.

    `skipped`: it is a file among others that is in no format.
    """

    outcome: ParsedDocument | Refusal
    label: str = ""
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """What a stream of several documents is cut into: bytes to be parsed by themselves, or why they cannot be."""

    label: str
    content: bytes | Refusal


class Parse(Protocol):
    """What makes documents of bytes in a format: in this process (`table.parse`), or in one of its own (`sandbox`)."""

    def __call__(self, its: "Format", data: bytes, source: "Source", /) -> Iterable[Part]:
        """The documents, or the reason why there is none."""


class Call(Protocol):
    """What calls a function of a module with what comes from outside, in a process of its own (`sandbox`)."""

    def __call__(self, function: Callable[..., _Value], /, *arguments: Any) -> _Value:
        """What the function gives back; DocumentError where it cannot be had."""


def never(head: bytes) -> bool:  # noqa: ARG001 (the ending of a file's name alone tells the format)
    """Recognise nothing by content."""
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A format of input.

    `name` is what a person calls it, `suffixes` are the endings of files (in small letters, with the dot), `mime_types` what
    servers and mails call it. `recognise` tells it by the first bytes of a file (`HEAD_BYTES`). `parse` gives the documents in
    bytes; what it raises as DocumentError is the refusal of all of them. `cut` gives the pieces of a stream that may be of any
    length, None where a file is read whole, and is then at most `largest` bytes. `guarded`: what reads it is large, or written
    in C, so that a file from outside may make it hang, grow or crash: it is read in a process of its own (`sandbox`).
    """

    name: str
    suffixes: tuple[str, ...]
    mime_types: tuple[str, ...]
    parse: Callable[[bytes, "Source"], Iterable[Part]]
    recognise: Callable[[bytes], bool] = never
    cut: Callable[[BinaryIO], Iterator[Piece]] | None = None
    largest: int = MAX_DOCUMENT_BYTES
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of bytes beside themselves.

    `id` is the id that the one document of a file gets. `renamed` pairs fields of a document with the names that its records
    have for them ("text", "body"). `charset` is the encoding that a server names. `recognise` and `parse` are the table's, for
    files that hold files.
    """

    id: str
    renamed: tuple[tuple[str, str], ...] = ()
    charset: str | None = None
    recognise: Callable[[bytes, str], Format | None] = lambda _head, _ending: None
    parse: Callable[[Format, bytes, "Source"], Iterable[Part]] = lambda _its, _data, _source: ()


# How much of a file `recognise` sees.
HEAD_BYTES = 1 << 16


def size_words(size: int) -> str:
    """A number of bytes, for a person."""
    return f"{size // 2**20} MB"
