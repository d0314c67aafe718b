"""Parsing in processes of their own: started with the first file that needs one, used again, and replaced where they end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, LifoQueue
from threading import Lock
from typing import Any, Self, TypeVar

from briefbot.errors import DocumentError
from briefbot.reading.formats.format import Format, Part, Refusal, Source
from briefbot.reading.formats.table import parse
from briefbot.sandbox.messages import Call, Inner, Ready, Request, Returned
from briefbot.sandbox.process import EndedError, Process

SECONDS = 30.0
# Twice what the largest file of any format was measured to take.
MEMORY = 2 * 2**30
# Files within one file that may end a process each; the rest of it is not read then.
_MOST_ENDED = 3
# Files after which a process is replaced: libraries in C may leak a little with each.
_USED_UP = 500
# Processes at most, and seconds that are waited for one before another is started: a file that hangs holds up one of them.
_MOST, _PATIENCE = 4, 1.0

_Value = TypeVar("_Value")


@dataclass(slots=True)
class _Run:
    """What a process made of a file; `why` says why it ended on the way, None where it did not, and `inner` in which file."""

    parts: list[Part] = field(default_factory=list)
    returned: list[Any] = field(default_factory=list)
    inner: int | None = None
    why: str | None = None


class SandboxedParser:
    """Parses files; those in formats that are `guarded` in other processes. Any thread may use it."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        """A document may take so many seconds and, where the system can hold it to that, so many bytes of memory."""
        self._seconds = seconds
        self._memory = memory
        self._lock = Lock()
        self._readers: list[_Reader] = []
        self._idle: LifoQueue[_Reader] = LifoQueue()

    def __enter__(self) -> Self:
        """Itself, to be closed at the end."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End the processes that there are, each when it has read its file; a later file starts another."""
        with self._lock:
            idle = [self._idle.get() for _ in self._readers]
            for reader in idle:
                reader.end()
                self._idle.put(reader)

    def parse(self, its: Format, data: bytes, source: Source) -> tuple[Part, ...]:
        """The documents that bytes hold, or the reason why there is none: as `table.parse`, but always in time."""
        if not its.guarded:
            return parse(its, data, source)
        with self._reader() as reader:
            parts = self._parsed(reader, its, data, source)
        return tuple(parts) or (Part(Refusal("there is no document in it")),)

    def call(self, function: Callable[..., _Value], *arguments: Any) -> _Value:
        """What a function of a module makes of these arguments, which come from outside, always in time.

        Raises:
            DocumentError: the function raises it, or any other error, or it ended the process.
        """
        with self._reader() as reader:
            run = reader.run(Call(function, arguments, self._seconds))
        for value in run.returned:
            return value  # type: ignore[no-any-return]
        raise DocumentError(
            run.why or "; ".join(part.outcome.reason for part in run.parts if isinstance(part.outcome, Refusal))
        )

    def _parsed(self, reader: "_Reader", its: Format, data: bytes, source: Source) -> list[Part]:
        """Its documents. A file within it that ends the process is refused, and the next process reads the others."""
        refused: dict[int, str] = {}
        while True:
            run = reader.run(Request(its.parse, data, self._seconds, source.id, source.renamed, source.charset, refused))
            if run.why is None:
                return run.parts
            if run.inner is None:
                return [*run.parts, Part(Refusal(run.why))]
            if run.inner in refused or len(refused) == _MOST_ENDED:
                return [*run.parts, Part(Refusal(f"{run.why}, and what stands behind it is not read"))]
            refused = {**refused, run.inner: run.why}

    @contextmanager
    def _reader(self) -> Iterator["_Reader"]:
        """A reader that nobody else uses meanwhile."""
        reader = self._taken()
        try:
            yield reader
        finally:
            self._idle.put(reader)

    def _taken(self) -> "_Reader":
        """The reader that was used last, once it has nothing to do; a new one where there is none, or none in time."""
        if (first := self._new(1)) is not None:
            return first
        try:
            return self._idle.get(timeout=_PATIENCE)
        except Empty:
            return self._new(_MOST) or self._idle.get()

    def _new(self, most: int) -> "_Reader | None":
        """A reader more, None where there are as many as there may be."""
        with self._lock:
            if len(self._readers) >= most:
                return None
            self._readers.append(_Reader(self._memory))
            return self._readers[-1]


@dataclass(slots=True)
class _Reader:
    """One process after the other, with at most so many bytes of memory, each started when it is needed."""

    memory: int
    process: Process | None = None
    used: int = 0

    def run(self, request: Request | Call) -> _Run:
        """What a process makes of a request."""
        run = _Run()
        try:
            process = self._started()
            process.send(request)
            while not isinstance(message := process.receive(request.seconds), Ready):
                if isinstance(message, Inner):
                    run.inner = message.number
                elif isinstance(message, Returned):
                    run.returned.append(message.value)
                else:
                    run.parts.append(message)
        except EndedError as error:
            self.process = None
            run.why = str(error)
        return run

    def _started(self) -> Process:
        """The process, a new one where there is none, or none that can be used any more."""
        if self.process is None or not self.process.is_alive or self.used == _USED_UP:
            self.end()
            self.process = Process(self.memory)
        self.used += 1
        return self.process

    def end(self) -> None:
        """End the process, where there is one."""
        if self.process is not None:
            self.process.end()
        self.process, self.used = None, 0
