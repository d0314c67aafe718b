"""The tables of a database, brought to what this version has: migrations, and how far a database is."""

import secrets
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, MetaData, String, Table, insert, inspect, text

from briefbot.errors import DatabaseError
from briefbot.store.addresses import POSTGRESQL, shown
from briefbot.store.repository import table_of
from briefbot.store.tables import REVISION, Base, GenerationRow

# PostgreSQL compares and sorts by a language's rules unless a column says otherwise: here, as SQLite does, by code points.
_LINGUISTIC = text(
    "SELECT a.attrelid::regclass AS place, quote_ident(a.attname) AS name, format_type(a.atttypid, a.atttypmod) AS type "
    "FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_collation l ON l.oid = a.attcollation "
    "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND NOT a.attisdropped AND l.collname <> 'C' "
    "AND c.relname = ANY(:tables) ORDER BY 1, a.attnum"
)


def revision_of(connection: Connection) -> str | None:
    """The migration that made the tables; None where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def is_current(connection: Connection) -> bool:
    """Whether the tables are those of this version."""
    return revision_of(connection) == REVISION


def create(connection: Connection) -> None:
    """Make the present tables in an empty database, as the migrations would, without what takes long to load and to run."""
    Base.metadata.create_all(connection)
    connection.execute(insert(table_of(GenerationRow)), [{"number": 0, "token": secrets.token_hex(16)}])
    version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
    version.create(connection)
    connection.execute(insert(version), [{"version_num": REVISION}])
    compare_by_code_points(connection)


def upgrade(connection: Connection) -> None:
    """Bring the tables to those of this version, within a transaction that writes: whole, or not at all.

    Raises:
        DatabaseError: a newer Briefbot wrote the database.
    """
    # Imported here: it takes as long as all the rest of a start, and is needed once after an update.
    from alembic import command  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    try:
        command.upgrade(_config(connection), "head")
    except CommandError as error:
        told = shown(connection.engine.url)
        raise DatabaseError(
            f"The database {told} was written by a newer Briefbot; update this one, or name another database."
        ) from error
    compare_by_code_points(connection)


def compare_by_code_points(connection: Connection) -> None:
    """Let columns of text be compared as SQLite compares them, whatever the language of PostgreSQL's server.

    So what is sorted is in the same order on both, and an index finds what begins in a certain way.
    """
    if connection.dialect.name != POSTGRESQL:
        return
    changes: dict[str, list[str]] = {}
    for place, name, kind in connection.execute(_LINGUISTIC, {"tables": inspect(connection).get_table_names()}):
        changes.setdefault(place, []).append(f'ALTER COLUMN {name} TYPE {kind} COLLATE "C"')
    for place, columns in changes.items():
        connection.exec_driver_sql(f"ALTER TABLE {place} {', '.join(columns)}")


def _config(connection: Connection) -> Any:
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
