"""The bot's desk: what comes in by Telegram is answered here, and every reply is written down before it is sent.

`desk` serves one update after the other; `asking`, `buttons`, `links` and `reports` say what comes of them, as values of
`model`.
`inline` answers what is typed in other chats; of that nothing is written down.
"""

from briefbot.telegram.controllers.desk import Desk
from briefbot.telegram.controllers.model import NOTHING, Outcome, Response, Rules, UpdateContext

__all__ = ["NOTHING", "Desk", "Outcome", "Response", "Rules", "UpdateContext"]
