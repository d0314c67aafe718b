"""What is set in a chat: its time zone, its language, and all else."""

from dataclasses import replace

from briefbot.chat import settings, zones
from briefbot.chat.turn import Handler, Turn, TurnResult
from briefbot.dialogue.commands.settings import ChangeSettings, FindZone, ShowLanguages, ShowSettings, ShowZone, Speak
from briefbot.dialogue.replies import Languages
from briefbot.dialogue.requests import Request
from briefbot.store.effects import ChangePreferences, ChooseLanguage


def show_zone(_: ShowZone, turn: Turn) -> TurnResult:
    """By which clocks the chat goes."""
    with turn.briefbot.store.read() as work:
        return TurnResult(zones.current(work, turn.owner.destination.chat_id, _language(turn), turn.now))


def find_zone(request: FindZone, turn: Turn) -> TurnResult:
    """Go by the clocks of a place; kept at once where it is certain, since the reply tells what it made of the digests."""
    return TurnResult(
        zones.choose(turn.briefbot.store, turn.owner.destination.chat_id, request.typed, _language(turn), turn.now)
    )


def show_languages(request: ShowLanguages, turn: Turn) -> TurnResult:  # noqa: ARG001 (a handler's)
    """Which languages there are."""
    return TurnResult(Languages(unknown=request.unknown))


def speak(request: Speak, turn: Turn) -> TurnResult:
    """Speak a language from now on."""
    chosen = request.language
    return TurnResult(Languages(changed=True, chosen=chosen), effects=(ChooseLanguage(turn.owner.destination.chat_id, chosen),))


def show_settings(_: ShowSettings, turn: Turn) -> TurnResult:
    """All that is set."""
    with turn.briefbot.store.read() as work:
        return TurnResult(settings.current(work, turn.owner.destination, turn.now))


def change_settings(request: ChangeSettings, turn: Turn) -> TurnResult:
    """All that is set, after a change."""
    with turn.briefbot.store.read() as work:
        told = settings.current(work, turn.owner.destination, turn.now)
    changed = replace(told, preferences=request.change.of(told.preferences))
    return TurnResult(changed, effects=(ChangePreferences(turn.owner.destination.chat_id, request.change),))


def _language(turn: Turn) -> str | None:
    """The language in which whoever asks names places."""
    with turn.briefbot.store.read() as work:
        return work.preferences.of(turn.owner.destination.chat_id).language or turn.owner.language


HANDLERS: dict[type[Request], Handler] = {
    ShowZone: show_zone,
    FindZone: find_zone,
    ShowLanguages: show_languages,
    Speak: speak,
    ShowSettings: show_settings,
    ChangeSettings: change_settings,
}
