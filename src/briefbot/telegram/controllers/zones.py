"""The time zone of a chat, in Telegram: by a command, a button, a reply that names a city, or a location."""

from dataclasses import dataclass, replace
from datetime import datetime

from briefbot.chat import zones
from briefbot.dialogue.buttons import AskForCity, AskForLocation, ChooseZone
from briefbot.dialogue.commands.settings import FindZone, ShowZone
from briefbot.dialogue.outgoing import Keyboard
from briefbot.dialogue.zones import Choice, Found, Zoned, find_zones, guesses
from briefbot.rendering import zone_phrases
from briefbot.rendering.blocks import Notice
from briefbot.store import outbox
from briefbot.store.work import UnitOfWork
from briefbot.telegram.controllers.access import managers_only
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, expired, letters, question_of, say
from briefbot.telegram.views import messages
from briefbot.telegram.views.zones import keyboard


class Zones:
    """Tells, offers and sets time zones."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def tell(self, cause: UpdateContext, _: ShowZone) -> Response:
        """The reply to /tz: the zone, and others to choose from."""
        with self._service.store.read() as work:
            told = zones.current(work, cause.chat_id, self._language(cause), self._service.clock())
        return _told(cause, told)

    def find(self, cause: UpdateContext, request: FindZone) -> Response:
        """The reply to /tz with something typed: that zone from now on, or those that may be meant."""
        return self._read(cause, request.typed)

    def reply(self, cause: UpdateContext, line: str) -> Response | None:
        """What comes of a reply to the question for a city; None where this is no such reply."""
        if cause.group or cause.replied_to is None:
            return None
        with self._service.store.read() as work:
            is_asked = work.outbox.is_question_for(cause.chat_id, cause.replied_to, outbox.ZONE)
        return self._read(cause, line) if is_asked else None

    def located(self, cause: UpdateContext, zone: str) -> Response:
        """What comes of a location that was shared, by its zone; "" where none is known there."""
        if not zone:
            return say(cause, zone_phrases.NO_ZONE_THERE)
        choice = zones.by_name(zone, self._language(cause))
        return self._settle(cause, choice, closes=True)

    def choose(self, cause: UpdateContext, request: ChooseZone) -> Response:
        """What the button for a zone does."""
        return self._settle(cause, zones.by_name(request.zone, self._language(cause)), edits=True)

    def keyboard(self, cause: UpdateContext) -> Keyboard:
        """Zones to choose from, for a chat that has none."""
        now = self._service.clock()
        return keyboard(guesses(self._language(cause), now), now, cause.manner, private=not cause.group)

    def _read(self, cause: UpdateContext, typed: str) -> Response:
        now = self._service.clock()
        found = find_zones(typed, self._language(cause), now)
        if found.only is not None:
            return self._settle(cause, found.only)
        return self._unsure(cause, found)

    def _settle(self, cause: UpdateContext, choice: Choice, *, closes: bool = False, edits: bool = False) -> Response:
        """Keep a zone, and say what its clocks show; that `closes` a question for a place, or `edits` the message at hand."""
        if not cause.manages:
            return say(cause, managers_only(cause))
        return Response(effects=(_SettleZone(cause, choice, closes, edits),))

    def _unsure(self, cause: UpdateContext, found: Found) -> Response:
        told = Zoned(cause.preferences.zone, "", self._service.clock(), found, found.choices)
        response = _told(cause, told)
        return response if found.choices or cause.group else self._asking(response, cause)

    def ask_for_city(self, cause: UpdateContext, _: AskForCity) -> Response:
        """What the button for another city does: a reply is asked for that names it."""
        # In a group, a question for a reply would stand before everybody's keyboard.
        if cause.group:
            return say(cause, zone_phrases.IN_GROUPS)
        return self._asking(say(cause, zone_phrases.WHICH_CITY), cause)

    def _asking(self, response: Response, cause: UpdateContext) -> Response:
        """The same, as a message that wants a city for its reply, also after a restart."""
        (asking,) = response.letters
        field = (cause.manner.say(zone_phrases.CITY),)
        return Response((replace(asking, asks="reply", suggestions=field, role=outbox.ZONE),))

    def ask_for_location(self, cause: UpdateContext, _: AskForLocation) -> Response:
        """What the button for a location does: a key is offered that sends it. No group is offered that button."""
        if cause.group:
            return expired(cause)
        (asking,) = say(cause, zone_phrases.PRESS_FOR_LOCATION).letters
        key = (cause.manner.say(zone_phrases.LOCATION_KEY),)
        return Response((replace(asking, asks="location", suggestions=key),))

    def _language(self, cause: UpdateContext) -> str | None:
        return cause.preferences.language or cause.language


@dataclass(frozen=True, slots=True)
class _SettleZone:
    """A zone that a chat goes by from now on, with what is said of it."""

    cause: UpdateContext
    choice: Choice
    closes: bool
    edits: bool

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Keep it, and post what its clocks show."""
        shown = _told(self.cause, zones.settle(work, self.cause.chat_id, self.choice, now)).letters
        if self.closes:
            shown = tuple(replace(one, asks="no more") for one in shown)
        elif self.edits:
            shown = tuple(replace(one, kind="edit", target=self.cause.message_id, reply_to=None) for one in shown)
        work.outbox.post(self.cause.chat_id, shown, now)


def _told(cause: UpdateContext, told: Zoned) -> Response:
    words = zone_phrases.told(told, cause.manner)
    buttons = keyboard(told.offered, told.now, cause.manner, private=not cause.group) if told.offered else ()
    return Response(letters(messages.parts([Notice(words)], cause.manner), buttons, cause, question_of(cause)))
