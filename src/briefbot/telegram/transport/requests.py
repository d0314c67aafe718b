"""Requests to the Bot API: an answer that is not Telegram's (a proxy's page, say) is told from one of its own."""

import json
import ssl
from functools import cache
from typing import Any

from httpx import create_ssl_context
from telegram.error import NetworkError
from telegram.request import HTTPXRequest

# What the result of a method is. Of the others nothing is read.
_RESULTS = {"getMe": dict, "getUpdates": list, "getChatMember": dict, "getFile": dict, "sendMessage": dict, "sendPhoto": dict}


class ForeignAnswerError(NetworkError):
    """An answer that Telegram did not give. Whether it has the request is not known, but with a `status` of 300 to 499."""

    def __init__(self, status: int) -> None:
        super().__init__(f"an answer that is not Telegram's, with the status {status}")
        self.status = status


class BotApiRequest(HTTPXRequest):
    """python-telegram-bot's requests, which would take any page with the status 403 for a chat that blocked the bot.

    They would also write an answer that they cannot read, people's words in it, into the log. And each would load by itself the
    certificates that are trusted, which takes longer than all else at a start.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, httpx_kwargs={"verify": _trusted()})

    async def do_request(self, url: str, *arguments: Any, **options: Any) -> tuple[int, bytes]:
        """The status and the body of an answer; ForeignAnswerError where another one gave it."""
        status, body = await super().do_request(url, *arguments, **options)
        if not _is_telegrams(status, _object(body), url.rpartition("/")[2]):
            raise ForeignAnswerError(status)
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The body of an answer of Telegram's."""
        return _object(payload) or {}


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that are trusted, once for all requests."""
    return create_ssl_context()


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _is_telegrams(status: int, answer: dict[str, Any] | None, method: str) -> bool:
    """Whether an answer has the form of Telegram's: https://core.telegram.org/bots/api#making-requests."""
    if answer is None or not isinstance(answer.get("ok"), bool):
        return False
    if 200 <= status < 300:
        return answer["ok"] and isinstance(answer.get("result"), _RESULTS.get(method, object))
    parameters = answer.get("parameters") or {}
    return not answer["ok"] and isinstance(answer.get("description"), str) and isinstance(parameters, dict)
