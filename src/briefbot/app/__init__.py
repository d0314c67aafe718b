"""The application: wires archive, index and clock to what `core` decides. It calls, and does not decide."""

from briefbot.app.archive import Briefbot
from briefbot.app.progress import Progress
from briefbot.app.talk import Talk

__all__ = ["Briefbot", "Progress", "Talk"]
