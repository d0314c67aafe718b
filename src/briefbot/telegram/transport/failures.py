"""What a failure to send means: try again, give up, or send otherwise. It decides, and sends nothing."""

from datetime import timedelta

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from briefbot.dialogue.outgoing import Failure, Verdict
from briefbot.telegram.transport.requests import ForeignAnswerError

# Errors before a request left: connections that were not made, or not to be had.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
# Parts of Telegram's texts for a bad request. They have no codes, and differ in case.
_POINTLESS = (
    "message is not modified",
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
    "message_id_invalid",
    "query is too old",
)
_LOST = (
    "chat not found",
    "user is deactivated",
    "peer_id_invalid",
    "group chat was deactivated",
    "group is deactivated",
    "bot was kicked",
    "not enough rights",
    "have no rights",
    "chat_write_forbidden",
    "need administrator rights",
)
_NO_TOPIC = ("message thread not found", "topic_closed", "topic closed", "topic_deleted")
_UNREADABLE = ("can't parse entities",)


def judge(error: TelegramError) -> Failure:
    """The verdict on an error."""
    match error:
        case RetryAfter():
            return Failure(Verdict.WAIT, seconds=_seconds(error.retry_after))
        case ChatMigrated():
            return Failure(Verdict.MOVED, new_chat=error.new_chat_id)
        case Forbidden():
            return Failure(Verdict.LOST)
        case BadRequest():
            return Failure(_on_bad_request(error.message.lower()))
        case ForeignAnswerError():
            return Failure(Verdict.AGAIN if 300 <= error.status < 500 else Verdict.FAILED)
        case InvalidToken():  # whether the token holds is found out by fetching updates
            return Failure(Verdict.AGAIN)
        case NetworkError():
            return Failure(_on_network(error))
        case _:
            return Failure(Verdict.REFUSED)


def _on_bad_request(text: str) -> Verdict:
    signs = {
        Verdict.POINTLESS: _POINTLESS,
        Verdict.LOST: _LOST,
        Verdict.NO_TOPIC: _NO_TOPIC,
        Verdict.UNREADABLE: _UNREADABLE,
    }
    return next((verdict for verdict, parts in signs.items() if any(part in text for part in parts)), Verdict.REFUSED)


def _on_network(error: NetworkError) -> Verdict:
    """A status of 5xx is Telegram's own word that it failed; a break while waiting for the answer says nothing."""
    if error.__cause__ is None:
        return Verdict.FAILED
    if isinstance(error.__cause__, _NOT_SENT):
        return Verdict.AGAIN
    return Verdict.PERHAPS_SENT


def _seconds(value: int | timedelta) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else float(value)
