"""The language of a chat, in Telegram: by a command, or by a button for each."""

from dataclasses import replace

from briefbot.dialogue.commands.settings import ShowLanguages, Speak
from briefbot.dialogue.outgoing import Keyboard, OutgoingMessage
from briefbot.dialogue.replies import Languages as Told
from briefbot.store.effects import ChooseLanguage
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, messages_in_chat, question_of
from briefbot.telegram.views import keyboards, replies


class Languages:
    """Tells, offers and sets languages."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def tell(self, context: UpdateContext, request: ShowLanguages) -> Response:
        """The reply to /language: the one that is spoken, with buttons for all."""
        return Response(messages_in_chat(*_drawn(context, Told(unknown=request.unknown)), context, question_of(context)))

    def speak(self, context: UpdateContext, request: Speak) -> Response:
        """The reply to /language with one typed, or to the button for one: that one is spoken from now on."""
        html, keyboard = _drawn(context, Told(changed=True, chosen=request.language))
        if context.pressed:
            shown: tuple[OutgoingMessage, ...] = (
                OutgoingMessage("edit", html[0], target=context.message_id, keyboard=keyboard),
            )
        else:
            shown = messages_in_chat(html, keyboard, context, question_of(context))
        return Response(shown, effects=(ChooseLanguage(context.chat_id, request.language),))


def _drawn(context: UpdateContext, told: Told) -> tuple[list[str], Keyboard]:
    """The message and its buttons, in the language that is spoken from now on."""
    if told.changed:
        context = replace(context, preferences=replace(context.preferences, language=told.chosen))
    keyboard = keyboards.of_languages(context.locale, context.preferences.language)
    return replies.render(told, context.locale), keyboard
