"""Parsing in a process of its own: started with the first file that needs it, used again, and replaced where it ends."""

from dataclasses import dataclass, field
from threading import Lock
from typing import Self

from briefbot.reading.formats.format import Format, Part, Refusal, Source
from briefbot.reading.formats.table import parse
from briefbot.sandbox.messages import Inner, Ready, Request
from briefbot.sandbox.process import EndedError, Process

SECONDS = 30.0
# Twice what the largest file of any format was measured to take.
MEMORY = 2 * 2**30
# Files within one file that may end a process each; the rest of it is not read then.
_MOST_ENDED = 3
# Files after which a process is replaced: libraries in C may leak a little with each.
_USED_UP = 500


@dataclass(slots=True)
class _Run:
    """What a process made of a file; `why` says why it ended on the way, None where it did not, and `inner` in which file."""

    parts: list[Part] = field(default_factory=list)
    inner: int | None = None
    why: str | None = None


class SandboxedParser:
    """Parses files; those in formats that are `guarded` in another process, one at a time. Any thread may use it."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        """A document may take so many seconds and, where the system can hold it to that, so many bytes of memory."""
        self._seconds = seconds
        self._memory = memory
        self._lock = Lock()
        self._process: Process | None = None
        self._used = 0

    def __enter__(self) -> Self:
        """Itself, to be closed at the end."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End the process, where there is one; a later file starts another."""
        with self._lock:
            self._replace()

    def parse(self, its: Format, data: bytes, source: Source) -> tuple[Part, ...]:
        """The documents that bytes hold, or the reason why there is none: as `table.parse`, but always in time."""
        if not its.guarded:
            return parse(its, data, source)
        with self._lock:
            parts = self._parsed(its, data, source)
        return tuple(parts) or (Part(Refusal("there is no document in it")),)

    def _parsed(self, its: Format, data: bytes, source: Source) -> list[Part]:
        """Its documents. A file within it that ends the process is refused, and the next process reads the others."""
        refused: dict[int, str] = {}
        while True:
            run = self._run(Request(its.parse, data, self._seconds, source.id, source.renamed, source.charset, refused))
            if run.why is None:
                return run.parts
            if run.inner is None:
                return [*run.parts, Part(Refusal(run.why))]
            if run.inner in refused or len(refused) == _MOST_ENDED:
                return [*run.parts, Part(Refusal(f"{run.why}, and what stands behind it is not read"))]
            refused = {**refused, run.inner: run.why}

    def _run(self, request: Request) -> _Run:
        run = _Run()
        try:
            process = self._started()
            process.send(request)
            while not isinstance(message := process.receive(self._seconds), Ready):
                if isinstance(message, Inner):
                    run.inner = message.number
                else:
                    run.parts.append(message)
        except EndedError as error:
            self._process = None
            run.why = str(error)
        return run

    def _started(self) -> Process:
        """The process, a new one where there is none, or none that can be used any more."""
        if self._process is None or not self._process.is_alive or self._used == _USED_UP:
            self._replace()
            self._process = Process(self._memory)
        self._used += 1
        return self._process

    def _replace(self) -> None:
        if self._process is not None:
            self._process.end()
        self._process, self._used = None, 0
