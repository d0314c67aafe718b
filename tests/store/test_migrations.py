"""The database brings itself to the present tables, from nothing and from any earlier ones."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

import briefbot.store
from briefbot.digests.planning import SlotState, decide
from briefbot.digests.subscription import Destination
from briefbot.errors import DatabaseError
from briefbot.model import Document
from briefbot.reading.analysis import Analysed
from briefbot.store.documents import Incoming
from briefbot.store.engine import connected_engine, writing
from briefbot.store.schema import upgrade
from briefbot.store.store import Store
from briefbot.store.tables import REVISION, Base
from support.databases import Databases, looking_into


def alembic_config() -> Config:
    """Alembic's settings, as the store uses them."""
    config = Config()
    config.set_main_option("script_location", str(Path(briefbot.store.__file__).with_name("migrations")))
    return config


REVISIONS = [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()]


@pytest.fixture
def bare(databases: Databases, kind_of_database: str, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    url = databases.bare(kind_of_database, tmp_path)
    yield url
    databases.drop(url)


@pytest.fixture
def engine(bare: str) -> Iterator[Engine]:
    """A database without tables."""
    engine = connected_engine(bare)
    yield engine
    engine.dispose()


def migrate(engine: Engine, revision: str, *, down: bool = False) -> None:
    """Bring the database to this revision."""
    config = alembic_config()
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, revision)


def tables(engine: Engine) -> set[str]:
    """The names of all tables but Alembic's own."""
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_there_is_one_newest_migration() -> None:
    """No two migrations follow the same one, and the code knows the newest by name."""
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [REVISION]


def test_migrating_from_nothing_makes_the_tables_of_the_code(engine: Engine) -> None:
    """Alembic finds no difference between the migrated database and the typed tables."""
    migrate(engine, "head")
    assert tables(engine) == set(Base.metadata.tables)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_new_database_is_what_the_migrations_make(databases: Databases, kind_of_database: str, tmp_path: Path) -> None:
    """A database that is made at once has the same tables, indexes and first rows as one that every migration made."""
    shapes = []
    for name in ("made", "migrated"):
        url = databases.bare(kind_of_database, tmp_path, f"{name}.db")
        engine = connected_engine(url)
        if name == "migrated":
            with writing(engine) as connection:
                upgrade(connection)
        Store(url).close()
        shapes.append(shape(engine))
        engine.dispose()
        databases.drop(url)
    assert shapes[0] == shapes[1]


INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :of AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = :of AND indexname LIKE 'ix%'",
}


def shape(engine: Engine) -> dict[str, tuple[object, ...]]:
    """All that a database's tables are made of but names of keys, which nothing asks for, and how many rows each has."""
    found = inspect(engine)
    shapes: dict[str, tuple[object, ...]] = {}
    with engine.connect() as connection:
        for table in found.get_table_names():
            columns = {
                (one["name"], repr(one["type"]), one["nullable"], str(one["default"])) for one in found.get_columns(table)
            }
            indexes = connection.execute(text(INDEXES[engine.dialect.name]), {"of": table})
            rows = connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar()  # noqa: S608 (a name of our own)
            shapes[table] = (
                columns,
                found.get_pk_constraint(table)["constrained_columns"],
                sorted(str(one | {"name": None}) for one in found.get_foreign_keys(table)),
                sorted(str(one["column_names"]) for one in found.get_unique_constraints(table)),
                {name: " ".join(sql.split()) for name, sql in indexes},
                rows,
            )
    return shapes


def test_every_migration_can_be_undone(engine: Engine) -> None:
    """Down to nothing and up again gives the same tables; on the way, each step goes down and up."""
    for revision in reversed(REVISIONS):
        migrate(engine, revision)
        migrate(engine, "-1", down=True)
        migrate(engine, revision)
    newest = tables(engine)
    migrate(engine, "base", down=True)
    assert tables(engine) == set()
    migrate(engine, "head")
    assert tables(engine) == newest


def test_documents_survive_every_migration_since_their_tables(bare: str, engine: Engine) -> None:
    """What was stored is the same after going back to the first tables and on to the newest."""
    store = Store(bare)
    documents = [
        Document(f"a{number}", f"Words {number}.", title="T", published_at=datetime(2016, 9, 8, tzinfo=UTC))
        for number in range(3)
    ]
    store.put([(Incoming("here", document), Analysed(())) for document in documents], 1, datetime.now(UTC))
    store.close()
    migrate(engine, REVISIONS[-1], down=True)
    store = Store(bare)
    assert [stored.document for stored in store.documents(store.keys())] == documents
    store.close()


OLD_SHAPE = """
INSERT INTO preferences VALUES (7, 'UTC', NULL, 5, true, false);
INSERT INTO preferences VALUES (8, 'UTC', NULL, 5, true, false);
INSERT INTO digests VALUES (1, 7, 0, 7, NULL, true, 480, '0123456', '2026-11-01', '2026-11-23', '2026-11-24 08:00:00.000000',
    '2026-11-22 08:00:00.000000', false, false);
INSERT INTO digests VALUES (2, 8, 0, 8, NULL, true, 480, '0123456', '2026-11-01', '2026-11-23', '2026-11-24 08:00:00.000000',
    '2026-11-22 08:00:00.000000', false, false);
INSERT INTO digest_slots VALUES (1, 1, '2026-11-23', '2026-11-23 08:00:00.000000', 'claimed', '2026-11-22 08:00:00.000000',
    '2026-11-23 07:00:00.000000', 3, 3, NULL);
INSERT INTO digest_slots VALUES (2, 2, '2026-11-23', '2026-11-23 08:00:00.000000', 'claimed', '2026-11-22 08:00:00.000000',
    '2026-11-23 07:00:00.000000', 3, 3, NULL);
INSERT INTO digest_slots VALUES (3, 1, '2026-11-22', '2026-11-22 08:00:00.000000', 'sent', NULL, NULL, 1, 1, NULL);
INSERT INTO digest_parts VALUES (1, 1, '{"kind": "send"}', '["a"]', NULL, 'sent', 0, '2026-11-23 08:00:00.000000');
INSERT INTO digest_parts VALUES (1, 2, '{"kind": "send"}', '["a", "b"]', NULL, 'sending', 0, '2026-11-23 08:00:00.000000');
INSERT INTO digest_parts VALUES (1, 3, '{"kind": "send"}', '["c"]', NULL, 'waiting', 0, '2026-11-23 08:00:00.000000');
INSERT INTO digest_parts VALUES (2, 1, '{"kind": "send"}', '["a"]', NULL, 'waiting', 0, '2026-11-23 08:00:00.000000');
INSERT INTO delivered VALUES (1, 'a', '2026-11-23 08:00:00.000000', true);
INSERT INTO messages (chat_id, letter, role, made_at)
    VALUES (7, '{"kind": "send", "text": "x"}', '', '2026-11-23 08:00:00.000000');
"""


def test_digests_that_wait_survive_the_way_into_the_outbox(bare: str, engine: Engine) -> None:
    """Their dates are due again in the same window; what arrived, or may have, counts as shown; other messages still wait."""
    due = datetime(2026, 11, 23, 8, tzinfo=UTC)
    migrate(engine, "0011")
    with looking_into(bare) as connection:
        for statement in filter(str.strip, OLD_SHAPE.split(";")):
            connection.exec_driver_sql(statement)
    store = Store(bare)
    with store.write() as work:
        work.subscriptions.reckon_anew()
        waiting = work.subscriptions.due(due, 9)
        shown = work.digest_ledger.delivered([1, 2], "abc")
        surely = work.digest_ledger.delivered([1, 2], "abc", surely=True)
        assert [told.state for told in work.subscriptions.told(Destination(7))] == [SlotState.SENT]
        assert [unsent.outgoing.text for unsent in work.outbox.unsent(7)] == ["x"]
    store.close()
    assert [(each.id, each.since, decide(each.schedule, each.handled, due).claim) for each in waiting if each.schedule] == [
        (number, due - timedelta(days=1), (due.date(), due)) for number in (1, 2)
    ]
    assert shown == {1: {"a", "b"}, 2: frozenset()}
    assert surely == {1: {"a"}, 2: frozenset()}


def test_a_migration_that_fails_leaves_the_database_as_it_was(bare: str, engine: Engine) -> None:
    """It happens whole or not at all: a table in the way of the last one leaves none of the others behind."""
    with looking_into(bare) as connection:
        connection.exec_driver_sql("CREATE TABLE conversations (name TEXT)")
    with pytest.raises(DatabaseError, match=r'does not work: .*"?conversations"? already exists'):
        Store(bare)
    assert tables(engine) == {"conversations"}
    assert not inspect(engine).has_table("alembic_version")
