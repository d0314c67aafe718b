"""The time zone of a chat, in Telegram: by a command, a button, a reply that names a city, or a location."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from briefbot.app import zones
from briefbot.app.desk.model import Cause, Response, Service, letters, question_of, say
from briefbot.core.letters import Keyboard, Letter, Press
from briefbot.core.render import bot_phrases, messages, zone_phrases
from briefbot.core.render.zones import asks_city, asks_location, keyboard, zone_of
from briefbot.core.zones import Choice, Found, Zoned, find_zones, guesses
from briefbot.store import outbox


class Zones:
    """Tells, offers and sets time zones."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def tell(self, cause: Cause, typed: str) -> Response:
        """The reply to /tz: the zone and others to choose from or, with something typed, what that is."""
        if typed:
            return self._read(cause, typed)
        with self._service.store.read() as connection:
            told = zones.current(connection, cause.chat_id, self._language(cause), self._service.clock())
        return self._told(cause, told)

    def reply(self, cause: Cause, line: str) -> Response | None:
        """What comes of a reply to the question for a city; None where this is no such reply."""
        if cause.group or cause.replied_to is None:
            return None
        with self._service.store.read() as connection:
            is_asked = outbox.is_question_for(connection, cause.chat_id, cause.replied_to, outbox.ZONE)
        return self._read(cause, line) if is_asked else None

    def located(self, cause: Cause, zone: str) -> Response:
        """What comes of a location that was shared, by its zone; "" where none is known there."""
        if not zone:
            return say(cause, zone_phrases.NO_ZONE_THERE)
        choice = zones.by_name(zone, self._language(cause))
        return self._settle(cause, choice, lambda letter: replace(letter, asks="no more"))

    def press(self, cause: Cause, press: Press) -> Response:
        """What a button under zones to choose from does."""
        if not cause.manages:
            return Response(toast=refusal(cause))
        if asks_city(press):
            return self._ask_for_city(cause)
        if asks_location(press) and not cause.group:
            return self._ask_for_location(cause)
        zone = zone_of(press)
        if zone is None:
            return Response((Letter("buttons", target=cause.message_id),), toast=bot_phrases.EXPIRED)
        choice = zones.by_name(zone, self._language(cause))
        return self._settle(cause, choice, lambda letter: replace(letter, kind="edit", target=cause.message_id, reply_to=None))

    def keyboard(self, cause: Cause) -> Keyboard:
        """Zones to choose from, for a chat that has none."""
        now = self._service.clock()
        return keyboard(guesses(self._language(cause), now), now, cause.manner, private=not cause.group)

    def _read(self, cause: Cause, typed: str) -> Response:
        now = self._service.clock()
        found = find_zones(typed, self._language(cause), now)
        if found.only is not None:
            return self._settle(cause, found.only)
        return self._unsure(cause, found)

    def _settle(self, cause: Cause, choice: Choice, shaped: Callable[[Letter], Letter] = lambda letter: letter) -> Response:
        """Keep a zone, and say what its clocks show."""
        if not cause.manages:
            return say(cause, refusal(cause))

        def write(connection: Connection, now: datetime) -> None:
            told = zones.settle(connection, cause.chat_id, choice, now)
            outbox.post(connection, cause.chat_id, [shaped(letter) for letter in self._told(cause, told).letters], now)

        return Response(writes=(write,))

    def _unsure(self, cause: Cause, found: Found) -> Response:
        told = Zoned(cause.preferences.zone, "", self._service.clock(), found, found.choices)
        response = self._told(cause, told)
        return response if found.choices or cause.group else self._asking(response, cause)

    def _told(self, cause: Cause, told: Zoned) -> Response:
        words = zone_phrases.told(told, cause.manner)
        buttons = keyboard(told.offered, told.now, cause.manner, private=not cause.group) if told.offered else ()
        return Response(letters(messages.parts([messages.notice(words)], cause.manner), buttons, cause, question_of(cause)))

    def _ask_for_city(self, cause: Cause) -> Response:
        # In a group, a question for a reply would stand before everybody's keyboard.
        if cause.group:
            return say(cause, zone_phrases.IN_GROUPS)
        return self._asking(say(cause, zone_phrases.WHICH_CITY), cause)

    def _asking(self, response: Response, cause: Cause) -> Response:
        """The same, as a message that wants a city for its reply, also after a restart."""
        (asking,) = response.letters
        field = (cause.manner.say(zone_phrases.CITY),)
        return Response((replace(asking, asks="reply", suggestions=field, role=outbox.ZONE),))

    def _ask_for_location(self, cause: Cause) -> Response:
        (asking,) = say(cause, zone_phrases.PRESS_FOR_LOCATION).letters
        key = (cause.manner.say(zone_phrases.LOCATION_KEY),)
        return Response((replace(asking, asks="location", suggestions=key),))

    def _language(self, cause: Cause) -> str | None:
        return cause.preferences.language or cause.language


def refusal(cause: Cause) -> str:
    """Why somebody may not change what the whole chat shares."""
    return zone_phrases.NOT_KNOWN_WHO_MANAGES if cause.manages is None else zone_phrases.MANAGERS_ONLY
