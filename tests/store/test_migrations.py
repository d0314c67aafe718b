"""The database brings itself to the present tables, from nothing and from any earlier ones."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect

import briefbot.store
from briefbot.model import Document
from briefbot.store.documents import Analysed, Incoming
from briefbot.store.engine import writing
from briefbot.store.store import Store
from briefbot.store.tables import REVISION, Base


def alembic_config() -> Config:
    """Alembic's settings, as the store uses them."""
    config = Config()
    config.set_main_option("script_location", str(Path(briefbot.store.__file__).with_name("migrations")))
    return config


REVISIONS = [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A database without tables."""
    engine = create_engine(f"sqlite:///{tmp_path}/archive.db")
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


def test_documents_survive_every_migration_since_their_tables(tmp_path: Path) -> None:
    """What was stored is the same after going back to the first tables and on to the newest."""
    url = f"sqlite:///{tmp_path}/archive.db"
    store = Store(url)
    documents = [
        Document(f"a{number}", f"Words {number}.", title="T", published_at=datetime(2016, 9, 8, tzinfo=UTC))
        for number in range(3)
    ]
    store.put([(Incoming("here", document), Analysed(())) for document in documents], 1, datetime.now(UTC))
    store.close()
    engine = create_engine(url)
    migrate(engine, REVISIONS[-1], down=True)
    engine.dispose()
    store = Store(url)
    assert [stored.document for stored in store.documents(store.keys())] == documents
    store.close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(engine: Engine, tmp_path: Path) -> None:
    """It happens whole or not at all: a table in the way of the last one leaves none of the others behind."""
    with closing(sqlite3.connect(tmp_path / "archive.db")) as connection, connection:
        connection.execute("CREATE TABLE conversations (name TEXT)")
    connection.close()
    with pytest.raises(Exception, match="does not work: table conversations already exists"):
        Store(f"sqlite:///{tmp_path}/archive.db")
    assert tables(engine) == {"conversations"}
    assert not inspect(engine).has_table("alembic_version")
