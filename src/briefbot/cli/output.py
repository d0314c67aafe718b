"""Writing for scripts and people: JSON lines on standard output, progress and warnings on standard error."""

import json
import os
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
def progress(words: str = "") -> Iterator["Progress"]:
    """Shows how far a job is, on a terminal and once it has taken over a second; until then these words, if any."""
    bar = _Bar(words) if sys.stderr.isatty() else None
    try:
        yield bar or _no_bar
    finally:
        if bar:
            bar.close()


def _no_bar(what: str, done: int, total: int | None) -> None:
    """Nobody is looking."""


@contextmanager
def waiting(words: str) -> Iterator[None]:
    """Shows words on standard error, on a terminal, until the block is over: from the first moment, before much is loaded."""
    line = _Line(words if sys.stderr.isatty() else "")
    try:
        yield
    finally:
        line.erase()


class _Line:
    """Words on standard error that are taken away again; none where a terminal cannot go back."""

    def __init__(self, words: str) -> None:
        self._words = "" if os.environ.get("TERM") == "dumb" else words
        click.echo(self._words, err=True, nl=False)

    def erase(self) -> None:
        if self._words:
            click.echo(f"\r{' ' * len(self._words)}\r", err=True, nl=False)
        self._words = ""


class _Bar:
    """A progress bar on standard error that appears when waiting gets long."""

    def __init__(self, words: str) -> None:
        self._started = time.monotonic()
        self._line = _Line(words)
        self._shown: Any = None
        self._tasks: dict[str, Any] = {}

    def __call__(self, what: str, done: int, total: int | None) -> None:
        if self._shown is None:
            if time.monotonic() - self._started < _PATIENCE_SECONDS:
                return
            self._line.erase()
            self._shown = _rich_bar()
            self._shown.start()
        told = f"{done:,}" if total is None else f"{done:,} of {total:,}"
        if what not in self._tasks:
            self._tasks[what] = self._shown.add_task(what, total=total, told=told)
        self._shown.update(self._tasks[what], completed=done, total=total, told=told)

    def close(self) -> None:
        self._line.erase()
        if self._shown is not None:
            self._shown.stop()


def _rich_bar() -> Any:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"), TimeElapsedColumn())
    # What goes to standard output stays what it is: it may be a file.
    return Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
