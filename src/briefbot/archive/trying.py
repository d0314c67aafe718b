"""An archive that was only tried: what of it is removed into which nothing was brought, and where nothing was set."""

import io
import shutil
from pathlib import Path

from briefbot.archive.bm25_engine import FOLDER
from briefbot.archive.exporting import export
from briefbot.errors import DatabaseError
from briefbot.store.maintenance import discard
from briefbot.store.store import Store


def holds_nothing(store: Store) -> bool:
    """Whether an export of the archive would hold nothing: no document, feed, setting or decision of anybody's."""
    return not export(store, io.BytesIO()).total()


def leave_nothing(url: str, data: Path) -> bool:
    """Remove the database and the index of an archive that holds nothing and that nobody has open; whether that was done."""
    store = Store(url)
    try:
        empty = holds_nothing(store)
    except DatabaseError:  # it is in use, or no more what it was
        return False
    finally:
        store.close()
    if removed := empty and discard(url):
        shutil.rmtree(data / FOLDER, ignore_errors=True)
    return removed
