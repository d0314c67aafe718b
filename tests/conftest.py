"""Fixtures that tests of several layers share."""

import support.clock  # noqa: I001 (it sets the time of the run, and comes before all else)

import os
import random
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from briefbot.archive import Archive
from briefbot.store.store import Store
import support.sparing  # noqa: F401 (it spares all tests some work)
from support.program import SEEDS, Program

# Examples write to real databases: how long one takes says nothing, and fixtures that only give paths may be shared. Each run
# draws others, so that many runs look at many; `--hypothesis-profile thorough` does it at once.
_UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
settings.register_profile("real", _UNHURRIED, max_examples=50)
settings.register_profile("thorough", _UNHURRIED, max_examples=1_000)
settings.load_profile("real")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--shuffle SEED`: another order, the same for the same seed."""
    parser.addoption("--shuffle", metavar="SEED", help="run modules, and the tests of each, in an order that the seed gives")


def pytest_report_header(config: pytest.Config) -> str:
    """Tell what is needed to repeat the run."""
    seed = config.getoption("--shuffle")
    order = f"--shuffle {seed}" if seed else "as written"
    return f"order: {order}; now: {datetime.now().astimezone()}; zone: {os.environ.get('TZ', 'the machine’s')}"


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Run one worker more than there are cores: some tests wait, for a process, a server or a clock."""
    return (yield) + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Bring the tests into the order that was asked for; those of a module stay together, for they share fixtures."""
    if seed := config.getoption("--shuffle"):
        chance = random.Random(seed)  # noqa: S311 (an order, not a secret)
        modules: dict[str, list[pytest.Item]] = {}
        for item in items:
            modules.setdefault(item.nodeid.partition("::")[0], []).append(item)
        shuffled = list(modules.values())
        chance.shuffle(shuffled)
        for module in shuffled:
            chance.shuffle(module)
        items[:] = [item for module in shuffled for item in module]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty archive's database file, to be copied: making the tables takes longer than most tests."""
    path = tmp_path_factory.mktemp("migrated") / "briefbot.db"
    Store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def program(migrated: Path, tmp_path: Path) -> Program:
    """The program in a folder with an empty archive, without seeds."""
    shutil.copy(migrated, tmp_path)
    return Program(tmp_path, {})


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of the seeds and its index, to be copied."""
    folder = tmp_path_factory.mktemp("planted")
    assert Program(folder, {"BRIEFBOT_SEEDS": str(SEEDS)})("ask", "What did Lavrov say?").status == 0
    return folder


@pytest.fixture
def seeded(planted: Path, tmp_path: Path) -> Program:
    """The program in a folder with an archive of the seeds that it ships."""
    shutil.copytree(planted, tmp_path, dirs_exist_ok=True)
    return Program(tmp_path, {"BRIEFBOT_SEEDS": str(SEEDS)})


@pytest.fixture
def new_archive(migrated: Path, tmp_path: Path) -> Iterator[Callable[[], Archive]]:
    """Makes archives, each empty and in a folder of its own; they are closed at the end."""
    with ExitStack() as opened:
        made = 0

        def make() -> Archive:
            nonlocal made
            made += 1
            folder = tmp_path / f"archive{made}"
            folder.mkdir()
            shutil.copy(migrated, folder / "briefbot.db")
            return opened.enter_context(Archive.open(f"sqlite:///{folder}/briefbot.db", folder))

        yield make
