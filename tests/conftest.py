"""Fixtures that tests of several layers share."""

import support.clock  # noqa: I001 (it sets the time of the run, and comes before all else)

import os
import random
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from briefbot.archive import Archive
from briefbot.store.store import Store
import support.sparing  # noqa: F401 (it spares all tests some work)
from support.databases import FILE, POSTGRESQL, SQLITE, Databases, kinds_for, of_database
from support.postgres import why_none
from support.program import SEEDS, Program

# Examples write to real databases: how long one takes says nothing, and fixtures that only give paths may be shared. Each run
# draws others, so that many runs look at many; `--hypothesis-profile thorough` does it at once.
_UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
settings.register_profile("real", _UNHURRIED, max_examples=50)
settings.register_profile("thorough", _UNHURRIED, max_examples=1_000)
settings.load_profile("real")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--shuffle SEED`: another order, the same for the same seed; and `--database`: the kind that tests run on."""
    parser.addoption(
        "--database", choices=["sqlite", "postgresql", "both", "either"], default="both", help="what tests of storage run on"
    )
    parser.addoption("--shuffle", metavar="SEED", help="run modules, and the tests of each, in an order that the seed gives")


def pytest_report_header(config: pytest.Config) -> str:
    """Tell what is needed to repeat the run."""
    seed = config.getoption("--shuffle")
    order = f"--shuffle {seed}" if seed else "as written"
    reason = why_none()
    databases = f"SQLite alone: {reason}" if reason else f"{config.getoption('--database')}"
    zone = os.environ.get("TZ", "the machine’s")
    return f"order: {order}; now: {datetime.now().astimezone()}; zone: {zone}; databases: {databases}"


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks."""
    config.addinivalue_line(
        "markers", "slow: takes seconds, and reaches no line that others do not: CI's second run goes without"
    )
    config.addinivalue_line("markers", "sqlite: is about SQLite, and does not run on PostgreSQL")
    config.addinivalue_line("markers", "postgresql: is about PostgreSQL, and runs on that alone")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests of storage on both kinds of databases; what is drawn there (snapshots) is the same on both."""
    if "kind_of_database" in metafunc.fixturenames:
        marks = {mark.name for mark in metafunc.definition.iter_markers()} & {SQLITE, POSTGRESQL}
        only = next(iter(marks), SQLITE if "snapshot" in metafunc.fixturenames else None)
        kinds = kinds_for(metafunc.definition.nodeid, only, metafunc.config.getoption("--database"))
        metafunc.parametrize("kind_of_database", kinds, indirect=True)


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
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """The databases of the run."""
    made = Databases(tmp_path_factory.mktemp)
    yield made
    made.end()


@pytest.fixture
def kind_of_database(request: pytest.FixtureRequest) -> str:
    """The kind that this run of the test is on."""
    return str(getattr(request, "param", SQLITE))


@pytest.fixture
def new_database(databases: Databases, kind_of_database: str, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Makes databases, each an archive without documents: their addresses."""
    made: list[str] = []

    def make(folder: Path = tmp_path, file: str = FILE) -> str:
        made.append(databases.empty(kind_of_database, folder, file))
        return made[-1]

    yield make
    for url in made:
        databases.drop(url)


@pytest.fixture
def database(new_database: Callable[..., str]) -> str:
    """The address of an archive without documents."""
    return new_database()


@pytest.fixture(scope="session")
def migrated(databases: Databases) -> Path:
    """An empty archive's database file of SQLite's, to be copied: making the tables takes longer than most tests."""
    return databases.frozen(SQLITE, "migrated", lambda url, _: Store(url).close()) / FILE


@pytest.fixture
def program(database: str, tmp_path: Path) -> Program:
    """The program in a folder with an empty archive, without seeds."""
    return Program(tmp_path, of_database(database))


def plant(url: str, folder: Path) -> None:
    """Make an archive of the seeds and its index."""
    planted = Program(folder, {"BRIEFBOT_SEEDS": str(SEEDS), **of_database(url)})
    assert planted("ask", "What did Lavrov say?").status == 0


@pytest.fixture(scope="session")
def planted(databases: Databases) -> Path:
    """A folder with an archive (SQLite's) of the seeds and its index, to be copied."""
    return databases.frozen(SQLITE, "planted", plant)


@pytest.fixture
def seeded(databases: Databases, kind_of_database: str, tmp_path: Path) -> Iterator[Program]:
    """The program in a folder with an archive of the seeds that it ships."""
    url = databases.copied(kind_of_database, "planted", plant, tmp_path)
    yield Program(tmp_path, {"BRIEFBOT_SEEDS": str(SEEDS), **of_database(url)})
    databases.drop(url)


@pytest.fixture
def new_archive(new_database: Callable[..., str], tmp_path: Path) -> Iterator[Callable[[], Archive]]:
    """Makes archives, each empty and in a folder of its own; they are closed at the end."""
    with ExitStack() as opened:
        made = 0

        def make() -> Archive:
            nonlocal made
            made += 1
            folder = tmp_path / f"archive{made}"
            folder.mkdir()
            return opened.enter_context(Archive.open(new_database(folder), folder))

        yield make
