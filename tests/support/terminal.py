"""A terminal to run the program in: keys go in, what it draws comes out."""

import fcntl
import os
import pty
import re
import select
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

CTRL_C, CTRL_D, TAB, ENTER, UP = "\x03", "\x04", "\t", "\r", "\x1b[A"
_WHERE_IS_THE_CURSOR, _IN_THE_CORNER = b"\x1b[6n", b"\x1b[1;1R"
_TAKES_KEYS = b"\x1b[?2004h"  # what a prompt sends once it reads keys: those typed before it are the terminal's own
# What moves the cursor, colours, sets modes and titles: everything a terminal obeys instead of showing it.
_OBEYED = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_=>78]")


class Terminal:
    """A running program and the screen that it draws on."""

    def __init__(self, process: subprocess.Popen[bytes], screen: int) -> None:
        self.process = process
        self._screen = screen
        self._prompts = 0
        self.raw = b""

    @property
    def text(self) -> str:
        """All that was drawn, without what a terminal obeys, line ends as line feeds."""
        return _OBEYED.sub("", self.raw.decode(errors="replace")).replace("\r\n", "\n").replace("\r", "\n")

    @property
    def words(self) -> str:
        """The same on one line, each white space a blank."""
        return " ".join(self.text.split())

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._screen, keys.encode())

    def wait_for(self, words: str, *, times: int = 1, seconds: float = 20) -> None:
        """Read until these words were drawn so many times."""
        self._wait(lambda: self.words.count(words) >= times, repr(words), seconds)

    def shows(self, words: str) -> bool:
        """Read what was drawn by now; whether these words are in it."""
        self._read()
        return words in self.words

    def wait_for_prompt(self) -> None:
        """Read until the next line can be typed."""
        self._prompts += 1
        self._wait(lambda: self.raw.count(_TAKES_KEYS) >= self._prompts, "the next prompt", 20)

    def ended(self, seconds: float = 20) -> int:
        """Read to the end; the exit status."""
        end = time.monotonic() + seconds
        while self._read():
            assert time.monotonic() < end, f"still running: {self.text!r}"
        return self.process.wait(seconds)

    def _wait(self, drawn: Callable[[], bool], what: str, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not drawn():
            assert time.monotonic() < end, f"{what} was not drawn, but {self.text!r}"
            assert self._read() or drawn(), f"ended without {what}: {self.text!r}"

    def _read(self) -> bool:
        """Take what was drawn since; False when nothing more will be."""
        ready, _, _ = select.select([self._screen], [], [], 0.1)
        if not ready:
            return True
        try:
            drawn = os.read(self._screen, 1 << 16)
        except OSError:  # Linux says so when the other side is closed
            return False
        self.raw += drawn
        for _ in range(drawn.count(_WHERE_IS_THE_CURSOR)):
            os.write(self._screen, _IN_THE_CORNER)
        return bool(drawn)


@contextmanager
def in_terminal(
    command: Sequence[str], folder: Path, environment: dict[str, str], *, columns: int = 80, stdin: int | None = None
) -> Iterator[Terminal]:
    """The command in a terminal that is so wide; `stdin` is where its input comes from instead of the keyboard."""
    screen, side = pty.openpty()
    termios.tcsetwinsize(side, (40, columns))
    process = subprocess.Popen(  # noqa: S603 (the program under test)
        command,
        stdin=side if stdin is None else stdin,
        stdout=side,
        stderr=side,
        cwd=folder,
        env={**environment, "TERM": "xterm-256color"},
        start_new_session=True,
        preexec_fn=lambda: _take_over(side),  # noqa: PLW1509 (a terminal is taken over between fork and exec, and nowhere else)
    )
    os.close(side)
    try:
        yield Terminal(process, screen)
    finally:
        process.kill()
        process.wait()
        os.close(screen)


def _take_over(side: int) -> None:
    """Make it the terminal of this session, so that Ctrl-C interrupts."""
    fcntl.ioctl(side, termios.TIOCSCTTY, 0)
