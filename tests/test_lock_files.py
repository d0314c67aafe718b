"""The lock files: what is installed, to the hash, for every Python and system that Briefbot is for."""

import re
import tomllib
from collections.abc import Iterable

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from support.program import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
EXTRAS = PROJECT["project"]["optional-dependencies"]
GROUPS = PROJECT["dependency-groups"]
DEPENDENCIES = PROJECT["project"]["dependencies"]
IMAGE = [*DEPENDENCIES, *EXTRAS["metrics"], *EXTRAS["pictures"], *EXTRAS["postgres"]]
LOCKS = {
    "requirements.lock": [*DEPENDENCIES, *GROUPS["build"]],
    "requirements-dev.lock": [*IMAGE, *GROUPS["build"], *EXTRAS["dev"]],
    "requirements-image.lock": IMAGE,
    "requirements-build.lock": GROUPS["build"],
    "requirements-audit.lock": GROUPS["audit"],
    "requirements-site.lock": GROUPS["site"],
}


def entries(name: str) -> list[str]:
    """The entries of a lock file, each with its hashes in one line."""
    return (ROOT / name).read_text().replace("\\\n", "").splitlines()


def pinned(lines: Iterable[str]) -> dict[str, list[Requirement]]:
    """The requirements of a lock by name; a package may have one for older Pythons and one for newer ones."""
    found: dict[str, list[Requirement]] = {}
    for line in lines:
        requirement = Requirement(line.partition(" --hash")[0])
        found.setdefault(requirement.name, []).append(requirement)
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_is_one_version_with_hashes(name: str) -> None:
    """No range, no address, no option of an installer: only versions and what their files must hash to."""
    entry = r"[a-z0-9-]+==[\w.!+]+( ; [^:]+?)?(\s+--hash=sha256:[0-9a-f]{64})+"
    assert [line for line in entries(name) if not re.fullmatch(entry, line)] == []


@pytest.mark.parametrize(("name", "wanted"), LOCKS.items())
def test_the_lock_is_up_to_date(name: str, wanted: list[str]) -> None:
    """Whatever pyproject.toml asks for is locked, in the range that it allows; else `make lock` was forgotten."""
    locked = pinned(entries(name))
    for requirement in map(Requirement, wanted):
        versions = [next(iter(one.specifier)).version for one in locked.get(canonicalize_name(requirement.name), [])]
        assert versions, f"{requirement.name} is not in {name}: make lock"
        assert all(requirement.specifier.contains(version) for version in versions), f"{requirement} in {name}: make lock"


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-image.lock", "requirements-build.lock"])
def test_what_runs_is_what_was_tested(name: str) -> None:
    """The lock of the tests has the same versions, to the hash."""
    tested = {re.sub(r"\s+", " ", line) for line in entries("requirements-dev.lock")}
    assert {re.sub(r"\s+", " ", line) for line in entries(name)} <= tested


def test_an_image_has_nothing_that_only_builds() -> None:
    """What builds the package is in the stage that builds alone."""
    assert set(pinned(entries("requirements-image.lock"))).isdisjoint({"hatchling", "editables", "trove-classifiers"})
