"""Who may import whom."""

import subprocess
import sys
from pathlib import Path

from support.program import ROOT


def test_the_layers_hold() -> None:
    """The contracts in pyproject.toml: entry → app → store | ingest → core, and core does no I/O."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 (a tool of ours)
    assert ran.returncode == 0, ran.stdout
    assert "0 broken" in ran.stdout
