"""Writing for scripts and people: JSON lines on standard output, progress and warnings on standard error."""

import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from briefbot.console.characters import harmless, one_line
from briefbot.redaction import without_secrets

if TYPE_CHECKING:  # the archive takes long to load, and not every verb has one
    from briefbot.archive import Progress

# A job shorter than this shows no progress bar.
_PATIENCE_SECONDS = 1.0


def print_json(record: Mapping[str, Any]) -> None:
    """One record on one line of standard output, UTF-8 whatever the terminal's encoding."""
    line = json.dumps(record, ensure_ascii=False, separators=(", ", ": "))
    sys.stdout.buffer.write(line.encode() + b"\n")


def say(text: str) -> None:
    """Text for a person, on standard output."""
    click.echo(harmless(text))


def warn(sentence: str) -> None:
    """A sentence for the person, beside the output: in one line, whatever a name in it holds, and without a token."""
    click.echo(without_secrets(one_line(harmless(sentence))), err=True)


@contextmanager
def progress() -> Iterator["Progress"]:
    """Shows how far a job is, on a terminal and once it has taken over a second."""
    bar = _Bar() if sys.stderr.isatty() else None
    try:
        yield bar or _no_bar
    finally:
        if bar:
            bar.close()


def _no_bar(what: str, done: int, total: int | None) -> None:
    """Nobody is looking."""


class _Bar:
    """A progress bar on standard error that appears when waiting gets long."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._shown: Any = None
        self._tasks: dict[str, Any] = {}

    def __call__(self, what: str, done: int, total: int | None) -> None:
        if self._shown is None:
            if time.monotonic() - self._started < _PATIENCE_SECONDS:
                return
            self._shown = _rich_bar()
            self._shown.start()
        if what not in self._tasks:
            self._tasks[what] = self._shown.add_task(what, total=total)
        self._shown.update(self._tasks[what], completed=done, total=total)

    def close(self) -> None:
        if self._shown is not None:
            self._shown.stop()


def _rich_bar() -> Any:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
