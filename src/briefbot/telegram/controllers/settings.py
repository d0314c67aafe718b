"""The settings of a chat, in Telegram: one message whose buttons change it in place."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from briefbot.chat import settings, zones
from briefbot.chat.digests.following import Follows
from briefbot.dialogue.commands.follows import PlanDigest
from briefbot.dialogue.commands.settings import ChangeSettings, ShowSettings
from briefbot.dialogue.outgoing import Act, OutgoingMessage, Press
from briefbot.dialogue.preferences import QUOTATIONS, Change
from briefbot.dialogue.replies import Planned
from briefbot.digests.schedule_changes import ScheduleChange
from briefbot.digests.subscription import Destination
from briefbot.rendering import bot_phrases
from briefbot.store.effects import ChangePreferences, ChooseLanguage, ChooseZone, Effect
from briefbot.store.work import UnitOfWork
from briefbot.telegram.controllers.access import managers_only
from briefbot.telegram.controllers.digests import whose
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, letters, question_of
from briefbot.telegram.views import keyboards
from briefbot.telegram.views.settings import Page, Setting, page, time_of, weekdays_of
from briefbot.telegram.views.zones import zone_of


class Settings:
    """Shows settings, and changes them."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def tell(self, cause: UpdateContext, _: ShowSettings) -> Response:
        """The reply to /settings: all of them. In a group, those who may not change them get no buttons."""
        return Response(effects=(self._shown(cause),))

    def change(self, cause: UpdateContext, request: ChangeSettings) -> Response:
        """The reply to /settings with a change: all of them after it was made."""
        return Response(effects=(_changing(cause, request.change), self._shown(cause)))

    def press(self, cause: UpdateContext, press: Press) -> Response:
        """What a button of the settings does: the message shows what became of it."""
        if not cause.manages:
            return Response(toast=managers_only(cause))
        try:
            effects, following = self._pressed(cause, press)
        except ValueError:  # another version's, or nobody's
            return Response((OutgoingMessage("buttons", target=cause.message_id),), toast=bot_phrases.EXPIRED)
        return Response(effects=(*effects, self._turned(cause, following)))

    def _pressed(self, cause: UpdateContext, press: Press) -> tuple[tuple[Effect, ...], Page]:
        """What a button writes down, and the page that shows next; ValueError where it means nothing."""
        if press.act is Act.LANGUAGE:
            chosen = keyboards.language_of(press)
            return (ChooseLanguage(cause.chat_id, chosen),), Page.ALL
        if press.act is Act.ZONE:
            return (_zoning(cause, press),), Page.ALL
        setting = Setting(press.about)
        if setting is Setting.PAGE:
            return (), Page(press.number)
        if setting in (Setting.DIGEST, Setting.HOUR, Setting.WEEKDAYS):
            return self._planned(cause, _wish(setting, press.number))
        return (_changing(cause, _change(setting, press.number)),), Page.ALL

    def _planned(self, cause: UpdateContext, wish: ScheduleChange) -> tuple[tuple[Effect, ...], Page]:
        """A digest as wished; without a zone it goes by no clocks, so that one is to be chosen next."""
        reply, effects = Follows(self._service.briefbot, whose(cause)).reply(PlanDigest(wish), cause.asked_at.astimezone(UTC))
        waits = isinstance(reply, Planned) and reply.digest.switched_on and reply.digest.zone is None
        return effects, Page.ZONE if waits else Page.DIGEST

    def _shown(self, cause: UpdateContext) -> Effect:
        """A new message with all settings."""
        return _DrawPage(cause, Page.ALL, instead_of=None)

    def _turned(self, cause: UpdateContext, to: Page) -> Effect:
        """The same message, turned to a page."""
        return _DrawPage(cause, to, instead_of=cause.message_id)


@dataclass(frozen=True, slots=True)
class _DrawPage:
    """Draws a page after what was written down before it, in the manner that holds from then on."""

    cause: UpdateContext
    page: Page
    instead_of: int | None

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Post it: as a new message, or in the place of another one."""
        cause = self.cause
        told = settings.current(work, Destination(cause.chat_id, cause.topic or 0), now)
        reader = replace(cause, preferences=told.preferences)
        zoned = zones.current(work, cause.chat_id, told.preferences.language or cause.language, now)
        html, keyboard = page(self.page, told, zoned, reader.manner, private=not cause.group)
        if self.instead_of is None:
            shown = letters(html, keyboard if cause.manages else (), cause, question_of(cause))
        else:
            shown = (OutgoingMessage("edit", html[0], target=self.instead_of, keyboard=keyboard),)
        work.outbox.post(cause.chat_id, shown, now)


def _changing(cause: UpdateContext, change: Change) -> Effect:
    return ChangePreferences(cause.chat_id, change)


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


def _zoning(cause: UpdateContext, press: Press) -> Effect:
    zone = zone_of(press)
    if zone is None:
        raise ValueError("there is no such zone")
    return ChooseZone(cause.chat_id, zones.by_name(zone, cause.preferences.language or cause.language).zone)
