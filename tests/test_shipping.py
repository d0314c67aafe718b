"""What is shipped goes through tools of the project: what they take out, what they accept, whose licences they know."""

from pathlib import Path

import pytest
from tools import audit, list_licences, slim_packages


def files_below(folder: Path, *names: str) -> None:
    """Make empty files, with the folders that they are in."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_what_nobody_runs_is_taken_out(tmp_path: Path) -> None:
    """Tests, sources of what is compiled, and what was compiled of modules that are not loaded; licences and all else stay."""
    stays = {"one/a.py", "one/__pycache__/a.pyc", "one/b.py", "one/fast.so", "one.dist-info/licenses/test/LICENSE"}
    goes = {"one/tests/test_a.py", "one/__pycache__/b.pyc", "one/fast.c", "one/a.pyi", "numpy/f2py/x.py", "PIL/_avif.so"}
    files_below(tmp_path, *stays, *goes)
    slim_packages.slim(tmp_path, {tmp_path / "one/__pycache__/a.pyc"})
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == stays


@pytest.mark.parametrize(
    ("test", "line", "is_so"),
    [
        ("B301", "one = pickle.load(stream)  # noqa: S301 (of this program)", True),
        ("B301", "one = pickle.load(stream)", False),
        ("B301", "run(one)  # noqa: S603 (ours)", False),
        ("B404", "import subprocess", True),
    ],
)
def test_a_finding_needs_its_reason_on_its_line(test: str, line: str, is_so: bool) -> None:  # noqa: FBT001 (a table's column)
    """The one that ruff is given; that something is imported is no finding."""
    assert audit.is_justified(test, line) is is_so


def test_no_licence_is_guessed() -> None:
    """A package that states none as SPDX has it, and that nobody has looked at, is told by its name."""
    with pytest.raises(LookupError, match="pytest-nobody-read"):
        list_licences.licence_of("pytest-nobody-read", None)
    assert list_licences.licence_of("certifi", None) == "MPL-2.0"
