"""Where somebody is: from a location that they share, the time zone is taken, and the location is thrown away.

That is done before an update is written down, so that no coordinate is ever in the database.
"""

from typing import Any

from telegram import Chat, Message

from briefbot.dialogue.zones import canonical, is_zone

# A place that has a name tells no less than its coordinates.
_PLACES = ("location", "venue")
_ZONE = "zone"


def without_coordinates(payload: dict[str, Any]) -> dict[str, Any]:
    """An update without any location; one that was sent in a private chat is replaced by the name of its zone."""
    message = payload.get("message")
    if isinstance(message, dict) and "location" in message and message["chat"]["type"] == Chat.PRIVATE:
        payload = {**payload, "message": {**message, _ZONE: _zone_at(**message["location"])}}
    scrubbed: dict[str, Any] = _scrubbed(payload)
    return scrubbed


def zone_of(message: Message) -> str | None:
    """The zone of the location that a message shared ("" where none is known there), None where it shared none."""
    zone: str | None = message.api_kwargs.get(_ZONE)  # what python-telegram-bot does not know of, it keeps there
    return zone


def _zone_at(latitude: float, longitude: float, **_: Any) -> str:
    from tzfpy import get_tz  # noqa: PLC0415 (5 MB of borders, for the few who share where they are)

    zone = get_tz(longitude, latitude)
    return canonical(zone) if is_zone(zone) else ""


def _scrubbed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _scrubbed(inner) for name, inner in value.items() if name not in _PLACES and not _is_place(inner)}
    return [_scrubbed(inner) for inner in value if not _is_place(inner)] if isinstance(value, list) else value


def _is_place(value: Any) -> bool:
    return isinstance(value, dict) and "latitude" in value
