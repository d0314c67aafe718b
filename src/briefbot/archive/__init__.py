"""The application: wires archive, index and clock to what `core` decides. It calls, and does not decide.

`Archive` is loaded when it is asked for: who only reads files or analyses documents, like the processes that do so for others,
starts in a fifth of the time.
"""

from typing import TYPE_CHECKING

from briefbot.archive.progress import Progress

if TYPE_CHECKING:
    from briefbot.archive.archive import Archive

__all__ = ["Archive", "Progress"]


def __getattr__(name: str) -> object:
    """Load the archive with the first use of it."""
    if name != "Archive":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from briefbot.archive.archive import Archive  # noqa: PLC0415 (as above)

    return Archive
