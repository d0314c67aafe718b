"""The program's standard streams, whatever it was started with: each may be closed, or be read by nobody any more."""

import errno
import io
import os
import signal
import sys
from typing import Any

# Standard input and output as ones that fail when they are used, standard error as one that takes all.
_MODES = (os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)


class _Unheeded(io.FileIO):
    """Standard error: what cannot be written there is dropped, for there is nobody to tell, and the work goes on."""

    def write(self, written: Any, /) -> int:
        """Write, or not."""
        try:
            return super().write(written) or 0
        except OSError:
            return len(written)


def is_prepared() -> bool:
    """Whether the streams are the process's own, and no caller within it has put others in their place."""
    return isinstance(getattr(getattr(sys.stderr, "buffer", None), "raw", None), _Unheeded)


def prepare() -> None:
    """Let no file that is opened later take the place of a closed stream, and no failure of standard error end the work."""
    for number, mode in enumerate(_MODES):
        _take(number, mode)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 (as Python does)
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 (as Python does)
    encoding = sys.stderr.encoding if sys.stderr else "utf-8"
    unheeded = io.BufferedWriter(_Unheeded(2, "wb", closefd=False))
    sys.stderr = io.TextIOWrapper(unheeded, encoding, "backslashreplace", line_buffering=True)


def _take(number: int, mode: int) -> None:
    """Open this number where it is closed."""
    try:
        os.fstat(number)
    except OSError:
        opened = os.open(os.devnull, mode)
        if opened != number:
            os.dup2(opened, number)
            os.close(opened)


def is_unread(error: BaseException) -> bool:
    """Whether a failure is that nobody reads standard output any more, or that it was never open."""
    return isinstance(error, OSError) and error.errno in (errno.EPIPE, errno.EBADF) and error.filename is None


def give_up_output() -> None:
    """Let what standard output still holds go nowhere: at the end, Python would tell of it at length."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def interrupt_no_more() -> None:
    """Let a second Ctrl-C not disturb the end that the first one has brought about."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
