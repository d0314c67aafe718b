"""The application: wires archive, index and clock to what `core` decides. It calls, and does not decide.

Conversations are in `talk`, which a single question does not load.
"""

from briefbot.archive.archive import Archive
from briefbot.archive.progress import Progress

__all__ = ["Archive", "Progress"]
