"""What is measured of the tests: this checkout's code, and each room held to its floor."""

import subprocess
import sys
from pathlib import Path

import pytest
from tools.hold_coverage import Room, held

from support.program import ROOT, Program

_WHERE = """
import briefbot

def test_where():
    assert briefbot.__file__.startswith({source!r})
"""


def test_what_is_tested_is_this_checkout(tmp_path: Path) -> None:
    """Where another checkout is installed, or on the path, its code would be run, and nothing of ours be measured."""
    (tmp_path / "other/briefbot").mkdir(parents=True)
    (tmp_path / "other/briefbot/__init__.py").touch()
    (tmp_path / "test_where.py").write_text(_WHERE.format(source=str(ROOT / "src")))
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml"), "test_where.py"]
    environment = {"PATH": "", "PYTHONPATH": str(tmp_path / "other")}
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (ours)
    assert ran.returncode == 0, ran.stdout


def test_programs_that_tests_start_are_of_this_checkout(program: Program) -> None:
    """They find it before any other."""
    assert program.environment()["PYTHONPATH"].startswith(str(ROOT / "src"))


@pytest.mark.parametrize(("reached", "holds"), [(0, False), (94, False), (95, True), (100, True)])
def test_a_room_under_its_floor_fails(capsys: pytest.CaptureFixture[str], *, reached: int, holds: bool) -> None:
    """What it misses is listed then, and not otherwise; a room of which nothing was measured is under it."""
    rooms = {"language": Room(100, reached, ["language/text.py: 4 5"]), "model": Room(10, 10)}
    assert held(rooms, {"else": 90, "language": 95}) is holds
    assert ("language/text.py" in capsys.readouterr().out) is not holds
