"""Ctrl-C while the pool takes a connection back: no traceback; a fault there is told as before."""

import logging
from contextlib import suppress

import pytest
from sqlalchemy import event

from briefbot.store.store import Store


@pytest.mark.parametrize(("raised", "told"), [(KeyboardInterrupt, 0), (RuntimeError, 1)])
def test_an_interruption_is_no_fault_of_the_pool(
    database: str, caplog: pytest.LogCaptureFixture, raised: type[BaseException], told: int
) -> None:
    """SQLAlchemy logs whatever interrupts its reset of a connection, with where it happened."""
    store = Store(database)

    def interrupt(*_: object) -> None:
        event.remove(store._engine, "reset", interrupt)
        raise raised

    event.listen(store._engine, "reset", interrupt)
    with caplog.at_level(logging.ERROR), suppress(raised):
        store.keys()
    assert len([one for one in caplog.records if "reset" in one.message]) == told
    assert store.keys() == []
    store.close()
