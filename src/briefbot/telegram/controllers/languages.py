"""The language of a chat, in Telegram: by a command, or by a button for each."""

from dataclasses import replace

from briefbot.dialogue.commands.settings import ShowLanguages, Speak
from briefbot.dialogue.outgoing import Keyboard, OutgoingMessage, Press
from briefbot.dialogue.replies import Languages as Told
from briefbot.rendering import bot_phrases
from briefbot.store.effects import ChooseLanguage
from briefbot.telegram.controllers.access import managers_only
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, letters, question_of
from briefbot.telegram.views import keyboards, replies


class Languages:
    """Tells, offers and sets languages."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def tell(self, cause: UpdateContext, request: ShowLanguages) -> Response:
        """The reply to /language: the one that is spoken, with buttons for all."""
        return Response(letters(*_drawn(cause, Told(unknown=request.unknown)), cause, question_of(cause)))

    def speak(self, cause: UpdateContext, request: Speak) -> Response:
        """The reply to /language with one typed: that one is spoken from now on."""
        drawn = _drawn(cause, Told(changed=True, chosen=request.language))
        return Response(letters(*drawn, cause, question_of(cause)), effects=(ChooseLanguage(cause.chat_id, request.language),))

    def press(self, cause: UpdateContext, press: Press) -> Response:
        """What a button with a language does."""
        if not cause.manages:
            return Response(toast=managers_only(cause))
        try:
            chosen = keyboards.language_of(press)
        except ValueError:
            return Response((OutgoingMessage("buttons", target=cause.message_id),), toast=bot_phrases.EXPIRED)
        (html,), keyboard = _drawn(cause, Told(changed=True, chosen=chosen))
        return Response(
            (OutgoingMessage("edit", html, target=cause.message_id, keyboard=keyboard),),
            effects=(ChooseLanguage(cause.chat_id, chosen),),
        )


def _drawn(cause: UpdateContext, told: Told) -> tuple[list[str], Keyboard]:
    """The message and its buttons, in the language that is spoken from now on."""
    if told.changed:
        cause = replace(cause, preferences=replace(cause.preferences, language=told.chosen))
    keyboard = keyboards.of_languages(cause.manner, cause.preferences.language)
    return replies.render(told, cause.manner), keyboard
