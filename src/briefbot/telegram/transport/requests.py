"""Requests to the Bot API: whatever is no answer of its kind is a failure of the network's, and is in no log."""

import json
from typing import Any

from telegram.error import TelegramError
from telegram.request import HTTPXRequest


class BotApiRequest(HTTPXRequest):
    """python-telegram-bot's requests, which would write an answer that they cannot read, people's words in it, into the log."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as an object; TelegramError where it is none."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise TelegramError("an answer that is not Telegram's")
        return answer
