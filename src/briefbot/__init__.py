"""Briefbot answers from an archive of news with verbatim, attributed, dated quotations.

In a program: `briefbot.open()` gives an archive to ask (`briefbot.library`).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefbot.library import Briefbot, open  # noqa: A004

__all__ = ["Briefbot", "open"]


def __getattr__(name: str) -> object:
    """Load the library with its first use: a command line needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from briefbot import library  # noqa: PLC0415 (as above)

    return getattr(library, name)
