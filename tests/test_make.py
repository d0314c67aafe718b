"""The Makefile: what it offers, and what it says where something is missing. Nothing is installed here."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from support.program import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()
# All that the Makefile and its script may ask of a machine beside a Python.
TOOLS = ("make", "sh", "sed", "expand", "rm", "touch", "mkdir", "cat", "chmod")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout, and beside it a `bin` with the bare tools and no Python at all."""
    folder = tmp_path / "checkout"
    (folder / "tools").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock", "tools/make-venv"):
        shutil.copy(ROOT / name, folder / name)
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, tool
        (tmp_path / "bin" / tool).symlink_to(found)
    return folder


def script(path: Path, text: str) -> None:
    """A program of some lines of shell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def make(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make where nothing but those tools is on the path."""
    path = checkout.parent / "bin"
    environment = {"PATH": str(path), "HOME": str(checkout.parent)}
    command = [str(path / "make"), *arguments]
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)  # noqa: S603


def test_help_names_every_target(checkout: Path) -> None:
    """Also plain `make` shows what can be made, each with what it does."""
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    for ran in (make(checkout, "help"), make(checkout)):
        assert ran.returncode == 0
        shown = dict(line.split(None, 2)[1:] for line in ran.stdout.splitlines())
        assert set(shown) == targets
        assert all(shown.values())


@pytest.mark.parametrize("old", [True, False])
def test_without_a_new_enough_python_it_says_what_to_install(checkout: Path, *, old: bool) -> None:
    """Whether the only Python is too old or there is none: a sentence, and nothing half made."""
    if old:
        script(checkout.parent / "bin/python3", "exit 1")  # what an old one says to the question for its version
    ran = make(checkout, "console")
    assert ran.returncode != 0
    assert ran.stdout == ""
    assert "Briefbot needs Python 3.11 or newer" in ran.stderr
    assert "BRIEFBOT_PYTHON=" in ran.stderr
    assert not (checkout / ".venv").exists()


def test_without_the_venv_module_it_says_what_to_install(checkout: Path) -> None:
    """Debian ships Python without it: a sentence with the package, and nothing half made."""
    script(checkout.parent / "bin/python3", 'case "$1" in -c) exit 0;; *) mkdir -p .venv; exit 1;; esac')
    ran = make(checkout, "console")
    assert ran.returncode != 0
    assert "python3-venv" in ran.stderr
    assert not (checkout / ".venv").exists()


# A Python that makes virtual environments, in which pip does as it is told by PIP.
FAKE_PYTHON = """
if [ "$1" = -c ]; then exit 0; fi
mkdir -p "$3/bin"
printf '#!/bin/sh\\ncase "$*" in *install*) echo installing; exit {pip};; *) exit 0;; esac\\n' > "$3/bin/python"
printf '#!/bin/sh\\necho "briefbot $*"\\n' > "$3/bin/briefbot"
chmod +x "$3/bin/python" "$3/bin/briefbot"
"""


def test_where_packages_cannot_be_had_it_says_so(checkout: Path) -> None:
    """And tries again the next time."""
    script(checkout.parent / "bin/python3", FAKE_PYTHON.format(pip=1))
    for _ in range(2):
        ran = make(checkout, "console")
        assert ran.returncode != 0
        assert ran.stdout == ""
        assert "The packages could not be installed" in ran.stderr
    assert not (checkout / ".venv/.installed").exists()


def test_what_is_installed_is_not_installed_again(checkout: Path) -> None:
    """The second `make console` only starts the console; its output is the program's alone."""
    script(checkout.parent / "bin/python3", FAKE_PYTHON.format(pip=0))
    first, second = make(checkout, "console"), make(checkout, "console")
    assert (first.returncode, first.stdout) == (0, "briefbot console\n")
    assert "installing" in first.stderr
    assert (second.returncode, second.stdout, second.stderr) == (0, "briefbot console\n", "")


def test_only_what_changed_is_installed_again(checkout: Path) -> None:
    """A changed lock or pyproject.toml is installed at the next call; what the tests need does not touch the console."""
    script(checkout.parent / "bin/python3", FAKE_PYTHON.format(pip=0))
    make(checkout, "console")
    ahead = (checkout / ".venv/.installed").stat().st_mtime + 10
    for name, again in (("requirements-dev.lock", False), ("requirements.lock", True), ("pyproject.toml", True)):
        os.utime(checkout / name, (ahead, ahead))
        assert ("installing" in make(checkout, "console").stderr) is again, name
        os.utime(checkout / name, (0, 0))


def test_nothing_is_installed_that_the_lock_does_not_name() -> None:
    """Each call of the installer is held to hashes, or installs the package itself alone; only two targets go without."""
    recipes = re.findall(r"^(\S+):.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    calls = [(target, line) for target, recipe in recipes for line in recipe.splitlines() if "$(PIP_INSTALL)" in line]
    free = [target for target, line in calls if "--require-hashes" not in line and "--no-deps --no-build-isolation" not in line]
    assert sorted(free) == ["lock", "newest"]


def test_the_python_to_use_can_be_named(checkout: Path) -> None:
    """BRIEFBOT_PYTHON wins over what is on the path."""
    script(checkout.parent / "bin/python3", "exit 1")
    script(checkout.parent / "elsewhere/python", FAKE_PYTHON.format(pip=0))
    environment = f"BRIEFBOT_PYTHON={checkout.parent}/elsewhere/python"
    ran = make(checkout, "console", environment)
    assert (ran.returncode, ran.stdout) == (0, "briefbot console\n")
