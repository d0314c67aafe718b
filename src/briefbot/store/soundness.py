"""Whether a database holds what was written: asked when a row makes no sense, which may be a fault of ours or of the disk."""

from sqlalchemy import Connection, exc, select, text

from briefbot.store.addresses import SQLITE
from briefbot.store.documents import DocumentsRepository
from briefbot.store.tables import Base

_CHUNK = 500


def is_sound(connection: Connection) -> bool:
    """Whether every row can be read as what it is. It goes through all of them."""
    try:
        if connection.dialect.name == SQLITE and connection.scalar(text("PRAGMA quick_check(1)")) != "ok":
            return False
        for table in Base.metadata.sorted_tables:
            for _ in connection.execute(select(table)):
                pass
        documents = DocumentsRepository(connection)
        keys = documents.keys()
        for at in range(0, len(keys), _CHUNK):
            documents.with_keys(keys[at : at + _CHUNK])
    except (ValueError, LookupError, TypeError, OverflowError, exc.DBAPIError):
        return False
    return True
