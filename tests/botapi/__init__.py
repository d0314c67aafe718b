"""A Bot API server for tests: as strict as Telegram about what it is sent, and as troublesome as a network can be."""

from .server import BotApi, Trouble
from .state import Sent

__all__ = ["BotApi", "Sent", "Trouble"]
