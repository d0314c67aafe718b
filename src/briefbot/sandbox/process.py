"""The process that reads, as the program sees it: it answers in time, or it is ended and says why."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer

from briefbot.reading.formats.format import size_words
from briefbot.sandbox.messages import OUT_OF_MEMORY, Call, Message, Ready, Request
from briefbot.sandbox.values import received

# Seconds in which a process has to be there.
_START = 60.0
# What the process is not told: it needs none of the program's settings, the token least of all.
_SETTINGS = "BRIEFBOT_"


class EndedError(Exception):
    """The process has ended; the sentence says why, of what it read."""


class Process:
    """A process that reads. After an EndedError nothing is left of it."""

    def __init__(self, memory: int) -> None:
        """Start it, with at most so many bytes of memory where the system can hold it to that.

        Raises:
            EndedError: it cannot be started.
        """
        self._memory = memory
        # Closed with this program, however that ends. (Windows hands no pipe over but the three.)
        handed: tuple[int, ...] = ()
        self._lifeline: int | None = None
        if os.name == "posix":
            ends, self._lifeline = os.pipe()
            handed = (ends,)
        command = [sys.executable, "-P", "-m", "briefbot.sandbox.worker", str(memory), *map(str, handed)]
        try:
            self._process = subprocess.Popen(  # noqa: S603 (this program)
                command,
                pass_fds=handed,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,  # Ctrl-C is the program's to handle
            )
        except OSError as error:
            self._let_go()
            raise EndedError(f"no process can be started to read it in ({error.strerror})") from error
        finally:
            for end in handed:
                os.close(end)
        if not isinstance(self.receive(_START), Ready):
            self.end()
            raise EndedError("the process that was started to read it in is none")

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def send(self, request: Request | Call) -> None:
        """Hand it a request: EndedError where it does not take it in time."""
        assert self._process.stdin is not None  # noqa: S101 (it is a pipe)
        with self._in_time(request.seconds):
            pickle.dump(request, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()

    def receive(self, seconds: float) -> Message:
        """Its next message: EndedError where none comes in so many seconds."""
        assert self._process.stdout is not None  # noqa: S101 (it is a pipe)
        with self._in_time(seconds):
            message: Message = received(self._process.stdout)
        return message

    def end(self) -> None:
        """End it, whatever it does, and clear it away."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not taken
                    pipe.close()
        self._process.wait()
        self._let_go()

    def _let_go(self) -> None:
        if self._lifeline is not None:
            os.close(self._lifeline)
            self._lifeline = None

    @contextmanager
    def _in_time(self, seconds: float) -> Iterator[None]:
        """Kill the process where the block takes longer; EndedError where it has ended."""
        late = False

        def kill() -> None:
            nonlocal late
            late = True
            self._process.kill()

        timer = Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, EOFError, pickle.UnpicklingError):
            timer.cancel()
            timer.join()
            self._process.wait()
            limit = "1 second" if seconds == 1 else f"{seconds:g} seconds"
            why = f"reading it takes longer than {limit}" if late else self._why()
            self.end()
            raise EndedError(why) from None
        except BaseException:  # Ctrl-C, say: what comes from the process belongs to nobody any more
            self.end()
            raise
        finally:
            timer.cancel()

    def _why(self) -> str:
        """Why it has ended, by its status."""
        status = self._process.returncode
        if status == OUT_OF_MEMORY:
            return f"reading it takes more than {size_words(self._memory)} of memory"
        if status < 0:
            with suppress(ValueError):
                return f"it ended the process that read it ({signal.Signals(-status).name})"
        return f"it ended the process that read it (status {status})"


def _environment() -> dict[str, str]:
    """What the process sees of the world: where the program's modules are, and one thread for arithmetic."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_SETTINGS)}
    modules = os.pathsep.join(filter(None, sys.path))
    return {**inherited, "PYTHONPATH": modules, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
