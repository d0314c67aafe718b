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
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, expired, messages_in_chat, question_of, say
from briefbot.telegram.views import messages
from briefbot.telegram.views.zones import keyboard


class Zones:
    """Tells, offers and sets time zones."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def tell(self, context: UpdateContext, _: ShowZone) -> Response:
        """The reply to /tz: the zone, and others to choose from."""
        with self._service.store.read() as work:
            told = zones.current(work, context.chat_id, self._language(context), self._service.clock())
        return _told(context, told)

    def find(self, context: UpdateContext, request: FindZone) -> Response:
        """The reply to /tz with something typed: that zone from now on, or those that may be meant."""
        return self._read(context, request.typed)

    def reply(self, context: UpdateContext, line: str) -> Response | None:
        """What comes of a reply to the question for a city; None where this is no such reply."""
        if context.group or context.replied_to is None:
            return None
        with self._service.store.read() as work:
            is_asked = work.outbox.is_question_for(context.chat_id, context.replied_to, outbox.ZONE)
        return self._read(context, line) if is_asked else None

    def located(self, context: UpdateContext, zone: str) -> Response:
        """What comes of a location that was shared, by its zone; "" where none is known there."""
        if not zone:
            return say(context, zone_phrases.NO_ZONE_THERE)
        choice = zones.by_name(zone, self._language(context))
        return self._settle(context, choice, closes=True)

    def choose(self, context: UpdateContext, request: ChooseZone) -> Response:
        """What the button for a zone does."""
        return self._settle(context, zones.by_name(request.zone, self._language(context)), edits=True)

    def keyboard(self, context: UpdateContext) -> Keyboard:
        """Zones to choose from, for a chat that has none."""
        now = self._service.clock()
        return keyboard(guesses(self._language(context), now), now, context.locale, private=not context.group)

    def _read(self, context: UpdateContext, typed: str) -> Response:
        now = self._service.clock()
        found = find_zones(typed, self._language(context), now)
        if found.only is not None:
            return self._settle(context, found.only)
        return self._unsure(context, found)

    def _settle(self, context: UpdateContext, choice: Choice, *, closes: bool = False, edits: bool = False) -> Response:
        """Keep a zone, and say what its clocks show; that `closes` a question for a place, or `edits` the message at hand."""
        if not context.manages:
            return say(context, managers_only(context))
        return Response(effects=(_SettleZone(context, choice, closes, edits),))

    def _unsure(self, context: UpdateContext, found: Found) -> Response:
        told = Zoned(context.preferences.zone, "", self._service.clock(), found, found.choices)
        response = _told(context, told)
        return response if found.choices or context.group else self._asking(response, context)

    def ask_for_city(self, context: UpdateContext, _: AskForCity) -> Response:
        """What the button for another city does: a reply is asked for that names it."""
        # In a group, a question for a reply would stand before everybody's keyboard.
        if context.group:
            return say(context, zone_phrases.IN_GROUPS)
        return self._asking(say(context, zone_phrases.WHICH_CITY), context)

    def _asking(self, response: Response, context: UpdateContext) -> Response:
        """The same, as a message that wants a city for its reply, also after a restart."""
        (asking,) = response.outgoing
        field = (context.locale.say(zone_phrases.CITY),)
        return Response((replace(asking, asks="reply", suggestions=field, role=outbox.ZONE),))

    def ask_for_location(self, context: UpdateContext, _: AskForLocation) -> Response:
        """What the button for a location does: a key is offered that sends it. No group is offered that button."""
        if context.group:
            return expired(context)
        (asking,) = say(context, zone_phrases.PRESS_FOR_LOCATION).outgoing
        key = (context.locale.say(zone_phrases.LOCATION_KEY),)
        return Response((replace(asking, asks="location", suggestions=key),))

    def _language(self, context: UpdateContext) -> str | None:
        return context.preferences.language or context.language


@dataclass(frozen=True, slots=True)
class _SettleZone:
    """A zone that a chat goes by from now on, with what is said of it."""

    context: UpdateContext
    choice: Choice
    closes: bool
    edits: bool

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Keep it, and post what its clocks show."""
        shown = _told(self.context, zones.settle(work, self.context.chat_id, self.choice, now)).outgoing
        if self.closes:
            shown = tuple(replace(one, asks="no more") for one in shown)
        elif self.edits:
            shown = tuple(replace(one, kind="edit", target=self.context.message_id, reply_to=None) for one in shown)
        work.outbox.post(self.context.chat_id, shown, now)


def _told(context: UpdateContext, told: Zoned) -> Response:
    words = zone_phrases.told(told, context.locale)
    buttons = keyboard(told.offered, told.now, context.locale, private=not context.group) if told.offered else ()
    return Response(messages_in_chat(messages.parts([Notice(words)], context.locale), buttons, context, question_of(context)))
