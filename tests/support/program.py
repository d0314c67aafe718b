"""Briefbot as its users run it: a process of its own, in a folder of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
BRIEFBOT = [sys.executable, "-m", "briefbot"]


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
        """All that the process sees of the world around it; a warning in it is an error."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
        return {**kept, "HOME": str(self.folder), "PYTHONWARNINGS": "error", "BRIEFBOT_SEEDS": "", **self.variables}

    def given(self, **variables: str) -> "Program":
        """The same with other environment variables."""
        return Program(self.folder, {**self.variables, **variables})

    def __call__(self, *arguments: str | bytes, stdin: str | bytes = b"", timeout: float = 60) -> Ran:
        """Run it to its end; a traceback is never right but where it is asked for."""
        ran = subprocess.run(  # noqa: S603 (the program under test)
            [*BRIEFBOT, *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.environment(),
            timeout=timeout,
            check=False,
        )
        result = Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())
        assert "--debug" in arguments or "Traceback" not in result.err, result.err
        return result

    def start(self, *arguments: str, **pipes: Any) -> subprocess.Popen[bytes]:
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
