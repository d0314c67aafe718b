"""One process owns the schedule of a database."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from briefbot.store.store import Store

_ASK = """
import sys
from briefbot.store.store import Store
with Store(sys.argv[1]).owning_the_schedule() as owner:
    print(bool(owner), flush=True)
    sys.stdin.read()
"""


def _asking(url: str) -> subprocess.Popen[str]:
    """Another process that asks for the schedule, says whether it has it, and holds it until it is killed."""
    return subprocess.Popen(  # noqa: S603 (this interpreter)
        [sys.executable, "-c", _ASK, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _says(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@contextmanager
def _owning_before_long(store: Store) -> Iterator[None]:
    """Have the schedule once PostgreSQL has noticed that the session of a killed process is gone, which is not at once."""
    while True:
        with store.owning_the_schedule() as owner:
            if owner:
                yield
                return
        time.sleep(0.01)


def test_a_second_process_does_not_own_the_schedule(database: str) -> None:
    """While one process has it another is refused; killed, however rudely, it leaves the schedule to the next."""
    with closing(Store(database)) as store:
        with _asking(database) as first:
            assert _says(first) == "True"
            with store.owning_the_schedule() as owner:
                assert not owner
            first.kill()
            first.wait()
        with _owning_before_long(store), _asking(database) as second:
            assert _says(second) == "False"
            second.kill()


def test_databases_have_schedules_of_their_own(new_database: Callable[..., str]) -> None:
    """Who owns one does not own another."""
    stores = [Store(new_database(file=name)) for name in "ab"]
    with stores[0].owning_the_schedule() as one, stores[1].owning_the_schedule() as other:
        assert one
        assert other
    for store in stores:
        store.close()
