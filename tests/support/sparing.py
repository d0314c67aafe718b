"""Work that a run of the tests does once, where each test would do it anew: a program does it once in its whole life.

To be imported for what it does.
"""

import gc
import importlib.util
import sys
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import Dialect

# Cycles are looked for as seldom as in the program itself (cli/main.py).
gc.set_threshold(50_000, 20, 20)
# httpcore looks for it at each step of each request, and Python through all folders for what is not installed.
if importlib.util.find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]


class _Statements(dict[tuple[Any, ...], Any]):
    """SQL that was compiled, by its statement and the kind of database; SQLAlchemy's own are of one opened database each."""

    def get(self, key: tuple[Dialect, Any], default: Any = None) -> Any:
        dialect, *statement = key
        return super().get((type(dialect), *statement), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        dialect, *statement = key
        super().__setitem__((type(dialect), *statement), compiled)


_COMPILED = _Statements()


@event.listens_for(Engine, "engine_connect")
def _compile_once(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_COMPILED)
