"""Briefbot as its users run it: by a command line, in a folder of its own."""

import json
import os
import signal
import subprocess
import sys
from contextlib import AbstractContextManager, chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from briefbot.archive import Archive
from briefbot.archive.bm25_engine import BM25Engine
from briefbot.cli.main import main
from support.clock import AHEAD

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
# The programs that tests start are this checkout's, as the tests are (pyproject.toml, `pythonpath`).
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
# Whoever runs tests in the background has Ctrl-C ignored, in the programs that they start as well.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# A run of the tests at another date (support/clock.py) takes its programs along.
BRIEFBOT = [sys.executable, *((str(ROOT / "tests/support/at.py"), str(AHEAD)) if AHEAD else ("-m", "briefbot"))]


def inherited() -> dict[str, str]:
    """What a process that a test starts has of the test around it: where programs are, the zone, how it is measured."""
    names = {"PATH", "PYTHONPATH", "TZ", *(name for name in os.environ if name.startswith("COVERAGE_"))}
    return {name: os.environ[name] for name in names if name in os.environ}


def opened_again(briefbot: Archive) -> AbstractContextManager[Archive]:
    """The same archive, as another process has it open; it is one of those that the fixture `new_archive` makes."""
    engine = briefbot._derived._engine
    assert isinstance(engine, BM25Engine)
    return Archive.open(briefbot.store._url, engine.folder.parent)


@dataclass(frozen=True)
class Ran:
    """What a run left: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines, split at the line feed alone."""
        return [json.loads(line) for line in self.out.removesuffix("\n").split("\n")] if self.out else []

    @property
    def record(self) -> dict[str, Any]:
        """The one object that standard output holds."""
        (record,) = self.records
        return record

    @property
    def complaint(self) -> str:
        """The one line on standard error."""
        (line,) = self.err.splitlines()
        return line


@dataclass(frozen=True)
class Program:
    """The program in a folder, without seeds unless `variables` say otherwise."""

    folder: Path
    variables: dict[str, str]

    def environment(self) -> dict[str, str]:
        """All that the program sees of the world around it; a warning in it is an error."""
        fixed = {"HOME": str(self.folder), "LANG": "C.UTF-8", "PYTHONWARNINGS": "error", "BRIEFBOT_SEEDS": ""}
        return {**inherited(), **fixed, **self.variables}

    @property
    def database(self) -> str:
        """The address of its archive's database."""
        return self.variables.get("BRIEFBOT_DATABASE_URL", f"sqlite:///{self.folder}/briefbot.db")

    def given(self, **variables: str) -> "Program":
        """The same with other environment variables."""
        return Program(self.folder, {**self.variables, **variables})

    def __call__(self, *arguments: str | bytes, stdin: str | bytes = b"") -> Ran:
        """Run a command line to its end within this process, which spares the start of another one."""
        environment = {**dict.fromkeys(os.environ), **self.environment()}
        command_line = [os.fsdecode(argument) for argument in arguments]
        with chdir(self.folder):
            ran = CliRunner().invoke(main, command_line, stdin, environment, prog_name="briefbot")
        assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exc_info
        return Ran(ran.exit_code, ran.stdout_bytes.decode(), ran.stderr_bytes.decode())

    def process(self, *arguments: str | bytes, stdin: str | bytes = b"") -> Ran:
        """Run it in a process of its own, where streams, signals, encodings or the environment matter."""
        process = self.start(*arguments, stdin=subprocess.PIPE)
        out, err = process.communicate(stdin.encode() if isinstance(stdin, str) else stdin, timeout=60)
        result = Ran(process.returncode, out.decode(), err.decode())
        assert "--debug" in arguments or "Traceback" not in result.err, result.err
        return result

    def start(self, *arguments: str | bytes, **pipes: Any) -> subprocess.Popen[bytes]:
        """Start it, and leave it running."""
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **pipes}
        command = [*BRIEFBOT, *arguments]
        return subprocess.Popen(command, cwd=self.folder, env=self.environment(), **pipes)  # noqa: S603 (the program under test)

    def write(self, name: str, content: str | bytes) -> str:
        """Put a file into the folder; its name."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return name
