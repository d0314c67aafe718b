"""One process owns the schedule of a database."""

import subprocess
import sys
from collections.abc import Callable

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


def test_a_second_process_does_not_own_the_schedule(database: str) -> None:
    """While one process has it another is refused; killed, however rudely, it leaves the schedule to the next."""
    store = Store(database)
    with _asking(database) as first:
        assert _says(first) == "True"
        with store.owning_the_schedule() as owner:
            assert not owner
        first.kill()
        first.wait()
    with store.owning_the_schedule() as owner, _asking(database) as second:
        assert owner
        assert _says(second) == "False"
        second.kill()
    store.close()


def test_databases_have_schedules_of_their_own(new_database: Callable[..., str]) -> None:
    """Who owns one does not own another."""
    stores = [Store(new_database(file=name)) for name in "ab"]
    with stores[0].owning_the_schedule() as one, stores[1].owning_the_schedule() as other:
        assert one
        assert other
    for store in stores:
        store.close()
