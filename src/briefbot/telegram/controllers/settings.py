"""The settings of a chat, in Telegram: one message whose buttons change it in place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from briefbot.chat import languages, settings, zones
from briefbot.chat.digests.following import Follows
from briefbot.dialogue.conversation import Hint, PlanDigest, Planned
from briefbot.dialogue.outgoing import Act, Keyboard, OutgoingMessage, Press
from briefbot.dialogue.preferences import QUOTATIONS, Change
from briefbot.digests.schedule_changes import ScheduleChange
from briefbot.digests.subscription import Destination
from briefbot.rendering import bot_phrases, phrases
from briefbot.store.work import UnitOfWork
from briefbot.telegram.controllers.digests import whose
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, Write, letters, question_of, say
from briefbot.telegram.controllers.zones import refusal
from briefbot.telegram.views import keyboards
from briefbot.telegram.views.settings import Page, Setting, page, time_of, weekdays_of
from briefbot.telegram.views.zones import zone_of


class Settings:
    """Shows settings, and changes them."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def tell(self, cause: UpdateContext, typed: str) -> Response:
        """The reply to /settings: all of them or, with one typed, the same after it was changed.

        In a group, those who may not change them get no buttons.
        """
        if not typed:
            return Response(writes=(self._shown(cause),))
        change = Change.read(typed)
        if change is None:
            return say(cause, phrases.advice(Hint.NO_SUCH_SETTING, f"/settings {typed}", cause.manner))
        if not cause.manages:
            return say(cause, refusal(cause))
        return Response(writes=(_changing(cause, change), self._shown(cause)))

    def press(self, cause: UpdateContext, press: Press) -> Response:
        """What a button of the settings does: the message shows what became of it."""
        if not cause.manages:
            return Response(toast=refusal(cause))
        try:
            writes, following = self._pressed(cause, press)
        except ValueError:  # another version's, or nobody's
            return Response((OutgoingMessage("buttons", target=cause.message_id),), toast=bot_phrases.EXPIRED)
        return Response(writes=(*writes, self._turned(cause, following)))

    def _pressed(self, cause: UpdateContext, press: Press) -> tuple[tuple[Write, ...], Page]:
        """What a button writes down, and the page that shows next; ValueError where it means nothing."""
        if press.act is Act.LANGUAGE:
            chosen = keyboards.language_of(press)
            return (lambda work, _: languages.keep(work, cause.chat_id, chosen),), Page.ALL
        if press.act is Act.ZONE:
            return (_zoning(cause, press),), Page.ALL
        setting = Setting(press.about)
        if setting is Setting.PAGE:
            return (), Page(press.number)
        if setting in (Setting.DIGEST, Setting.HOUR, Setting.WEEKDAYS):
            return self._planned(cause, _wish(setting, press.number))
        return (_changing(cause, _change(setting, press.number)),), Page.ALL

    def _planned(self, cause: UpdateContext, wish: ScheduleChange) -> tuple[tuple[Write, ...], Page]:
        """A digest as wished; without a zone it goes by no clocks, so that one is to be chosen next."""
        reply, writes = Follows(self._service.briefbot, whose(cause)).reply(PlanDigest(wish), cause.asked_at.astimezone(UTC))
        waits = isinstance(reply, Planned) and reply.digest.switched_on and reply.digest.zone is None
        return writes, Page.ZONE if waits else Page.DIGEST

    def _shown(self, cause: UpdateContext) -> Write:
        """A new message with all settings."""

        def send(html: list[str], keyboard: Keyboard) -> tuple[OutgoingMessage, ...]:
            return letters(html, keyboard if cause.manages else (), cause, question_of(cause))

        return self._drawing(cause, Page.ALL, send)

    def _turned(self, cause: UpdateContext, to: Page) -> Write:
        """The same message, turned to a page."""
        return self._drawing(
            cause, to, lambda html, keys: (OutgoingMessage("edit", html[0], target=cause.message_id, keyboard=keys),)
        )

    def _drawing(
        self, cause: UpdateContext, at: Page, shaped: Callable[[list[str], Keyboard], tuple[OutgoingMessage, ...]]
    ) -> Write:
        """Draws a page after what was written down before it, in the manner that holds from then on."""

        def write(work: UnitOfWork, now: datetime) -> None:
            told = settings.current(work, Destination(cause.chat_id, cause.topic or 0), now)
            reader = replace(cause, preferences=told.preferences)
            zoned = zones.current(work, cause.chat_id, told.preferences.language or cause.language, now)
            html, keyboard = page(at, told, zoned, reader.manner, private=not cause.group)
            work.outbox.post(cause.chat_id, shaped(html, keyboard), now)

        return write


def _changing(cause: UpdateContext, change: Change) -> Write:
    return lambda work, _: settings.change(work, cause.chat_id, change)


def _change(setting: Setting, number: int) -> Change:
    match setting:
        case Setting.QUOTATIONS if number in QUOTATIONS:
            return Change(quotations=number)
        case Setting.PREVIEWS:
            return Change(previews=bool(number))
        case Setting.LATIN:
            return Change(latin=bool(number))
    raise ValueError("it cannot be set to that")


def _wish(setting: Setting, number: int) -> ScheduleChange:
    match setting:
        case Setting.HOUR:
            return ScheduleChange(switched_on=True, at=time_of(number))
        case Setting.WEEKDAYS:
            return ScheduleChange(weekdays=weekdays_of(number))
    return ScheduleChange(switched_on=bool(number))


def _zoning(cause: UpdateContext, press: Press) -> Write:
    zone = zone_of(press)
    if zone is None:
        raise ValueError("there is no such zone")
    choice = zones.by_name(zone, cause.preferences.language or cause.language)
    return lambda work, now: zones.settle(work, cause.chat_id, choice, now)
