"""Updates as they came: which of them can be taken at all, and their text without what no database could hold."""

import re
from datetime import datetime
from pathlib import PurePath
from traceback import extract_tb
from typing import Any

from briefbot.telegram.controllers import UpdateContext

# What is logged of an update that cannot be read: its number, and what went wrong.
ASIDE = "Update %s could not be read (%s), and is put aside."
# What a column of the database holds. Telegram's own numbers are smaller (its Bot API, "Chat": 52 bits).
_MOST = 2**63 - 1
# What is read as text of an update.
_WORDS = frozenset({"text", "data", "query", "result_id", "language_code", "username", "type", "status"})
_HALF = re.compile(r"[\ud800-\udfff]")
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def number_of(payload: object) -> int | None:
    """The number by which an update is confirmed; None for what has none, and so is none."""
    number = payload.get("update_id") if isinstance(payload, dict) else None
    return number if isinstance(number, int) and _is_number(number) and number > 0 else None


def legible(value: Any) -> Any:
    """The same JSON with a sign in place of each half of a character, which no database and no message can hold.

    ValueError for a number that no database holds, TypeError where words are none: python-telegram-bot looks at neither.
    """
    if isinstance(value, str):
        return _HALF.sub(_UNREADABLE, value)
    if isinstance(value, dict):
        return {legible(name): legible(_worded(name, inner)) for name, inner in value.items()}
    if isinstance(value, int) and not _is_number(int(value)):
        raise ValueError("a number that Telegram does not use")
    return [legible(inner) for inner in value] if isinstance(value, list) else value


def _worded(name: str, value: Any) -> Any:
    if name in _WORDS and not isinstance(value, str | None):
        raise TypeError(f"{name} without words")
    return value


def checked(context: UpdateContext) -> UpdateContext:
    """The same context; ValueError or TypeError where no database holds it."""
    numbers = (context.update_id, context.chat_id, context.person_id)
    others = (context.message_id, context.topic, context.replied_to)
    if not all(map(_is_number, (*numbers, *(number for number in others if number is not None)))):
        raise ValueError("a number that Telegram does not use")
    said: Any = context  # python-telegram-bot's types promise what it does not look at
    if not isinstance(said.asked_at, datetime) or not isinstance(said.language, str | None):
        raise TypeError("no time, or no language")
    return context


def fault_of(error: BaseException) -> str:
    """What happened and where, for a log: without what the error says, for that may hold what somebody wrote."""
    last = extract_tb(error.__traceback__)[-1:]
    at = "".join(f" in {PurePath(frame.filename).name}, line {frame.lineno}" for frame in last)
    return f"{type(error).__name__}{at}"


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -_MOST <= value <= _MOST
