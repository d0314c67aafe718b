"""Controllers: what comes in by Telegram is answered here, and every reply is written down before it is sent.

`updates` serves one update after the other, `dispatcher` takes each request to its controller, and the others say what comes
of it, as values of `model`. `inline` answers what is typed in other chats; of that nothing is written down.
"""

from briefbot.telegram.controllers.dispatcher import Dispatcher
from briefbot.telegram.controllers.model import NOTHING, Outcome, Response, Rules, Service, UpdateContext
from briefbot.telegram.controllers.updates import UpdateService

__all__ = ["NOTHING", "Dispatcher", "Outcome", "Response", "Rules", "Service", "UpdateContext", "UpdateService"]
