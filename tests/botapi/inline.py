"""Inline queries: what Telegram would refuse of an answer, and the answer as it is shown."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .markup import Entity, units

_RESULT = {"type", "id", "title", "description", "input_message_content"}
_CONTENT = {"message_text", "parse_mode", "link_preview_options"}


class InlineError(Exception):
    """What Telegram would say to an answer that it cannot take."""


@dataclass(frozen=True)
class Result:
    """One result, with the message that it becomes."""

    id: str
    title: str
    description: str
    html: str
    text: str
    entities: list[Entity]

    @property
    def links(self) -> list[str]:
        """Where the links of the message lead."""
        return [entity.url for entity in self.entities if entity.url]


@dataclass(frozen=True)
class InlineAnswer:
    """What the bot answered to an inline query."""

    results: list[Result]
    next_offset: str
    button: tuple[str, str] | None
    seconds: int
    personal: bool
    at: float = field(default_factory=time.monotonic)


def answer_of(form: dict[str, Any], read: Callable[[dict[str, Any]], tuple[str, list[Entity]]]) -> InlineAnswer:
    """An answer as Telegram takes it; `read` checks a message's text, as when it is sent."""
    results = [_result(result, read) for result in form["results"]]
    if len(results) > 50:
        raise InlineError("RESULTS_TOO_MUCH")
    if len({result.id for result in results}) < len(results):
        raise InlineError("RESULT_ID_DUPLICATE")
    offset, seconds = form.get("next_offset", ""), form.get("cache_time", 300)
    if len(offset.encode()) > 64:
        raise InlineError("NEXT_OFFSET_INVALID")
    if not isinstance(seconds, int) or seconds < 0:
        raise InlineError("CACHE_TIME_INVALID")
    return InlineAnswer(results, offset, _button(form.get("button")), seconds, form.get("is_personal", False) is True)


def _result(result: dict[str, Any], read: Callable[[dict[str, Any]], tuple[str, list[Entity]]]) -> Result:
    if result["type"] != "article" or result.keys() - _RESULT:
        raise InlineError(f"unknown parts of a result: {sorted(result.keys() - _RESULT)}")
    if not 1 <= len(result["id"].encode()) <= 64:
        raise InlineError("RESULT_ID_INVALID")
    if not result["title"].strip():
        raise InlineError("ARTICLE_TITLE_EMPTY")
    content = result["input_message_content"]
    if content.keys() - _CONTENT:
        raise InlineError(f"unknown parts of a message: {sorted(content.keys() - _CONTENT)}")
    text, entities = read({**content, "text": content["message_text"]})
    return Result(result["id"], result["title"], result.get("description", ""), content["message_text"], text, entities)


def _button(button: dict[str, str] | None) -> tuple[str, str] | None:
    if button is None:
        return None
    if not 1 <= units(button["text"]) <= 64 or button.keys() != {"text", "start_parameter"}:
        raise InlineError("BUTTON_INVALID")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button["start_parameter"]):
        raise InlineError("START_PARAM_INVALID")
    return button["text"], button["start_parameter"]
