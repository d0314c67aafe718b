"""Values of the process that reads: what is unpickled of it is plain data and this program's values, and runs nothing.

A file that takes that process over could answer with any pickle, and an ordinary one calls whatever it names. Here only classes
can be named that hold values: frozen data, enumerations and dates ("Restricting Globals" in the documentation of `pickle`).
"""

import pickle
from dataclasses import is_dataclass
from enum import Enum
from typing import IO, Any

_ROOMS = ("briefbot.model", "briefbot.reading", "briefbot.feeds", "briefbot.sandbox.messages")
_PLAIN = {
    *(("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")),
    *(("builtins", name) for name in ("set", "frozenset", "bytearray")),
}


class _Values(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str, /) -> Any:
        """The class of a value; UnpicklingError for all else."""
        if (module_name, global_name) in _PLAIN:
            return super().find_class(module_name, global_name)
        if any(module_name == room or module_name.startswith(f"{room}.") for room in _ROOMS):
            found = super().find_class(module_name, global_name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum | tuple)):
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is no value")


def received(stream: IO[bytes]) -> Any:
    """The next value pickled into a stream; EOFError where there is none, UnpicklingError where it is more than a value."""
    return _Values(stream).load()
