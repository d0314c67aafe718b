"""The bot's desk: what comes in by Telegram is answered here, and every reply is written down before it is sent.

`desk` serves one update after the other; `asking`, `buttons`, `links` and `reports` say what comes of them, as values of
`model`.
`inline` answers what is typed in other chats; of that nothing is written down.
"""

from briefbot.app.desk.desk import Desk
from briefbot.app.desk.model import NOTHING, Cause, Outcome, Response, Rules

__all__ = ["NOTHING", "Cause", "Desk", "Outcome", "Response", "Rules"]
