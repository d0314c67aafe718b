"""The first contact: what the bot is, and what a link to it brought along."""

from dataclasses import replace

from briefbot.chat.examples import examples
from briefbot.dialogue.commands.briefbot import OpenLink, Start
from briefbot.dialogue.commands.questions import Ask
from briefbot.dialogue.links import ASK, question_in
from briefbot.rendering import bot_phrases, sharing_phrases
from briefbot.rendering.blocks import Notice
from briefbot.store.effects import PostMessages
from briefbot.telegram.controllers.asking import Asking
from briefbot.telegram.controllers.links import Links
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, messages_in_chat, say
from briefbot.telegram.views import messages


class Welcome:
    """Greets, and opens links."""

    def __init__(self, service: Service, asking: Asking, links: Links) -> None:
        self._service = service
        self._asking = asking
        self._links = links
        self._examples: dict[str, tuple[str, tuple[str, ...]]] = {}

    def start(self, context: UpdateContext, request: Start) -> Response:
        """The first contact, or what a link brought along: a quotation, or a question from inline mode."""
        if request.payload in ("", ASK):
            return self._greet(context)
        if token := question_in(request.payload):
            return self._take_up(context, token)
        opened = self._links.open(context, request.payload)
        return opened or Response((*say(context, sharing_phrases.UNKNOWN_LINK).outgoing, *self._greet(context).outgoing))

    def open(self, context: UpdateContext, request: OpenLink) -> Response:
        """The quotation of a link that somebody typed or pasted."""
        return self._links.open(context, request.carried) or say(context, sharing_phrases.UNKNOWN_LINK)

    def _take_up(self, context: UpdateContext, token: str) -> Response:
        """Answer a question that was typed in inline mode; it is shown, because Telegram shows nothing of it here."""
        with self._service.store.read() as work:
            question = work.links.question(token)
        if question is None:
            return say(context, sharing_phrases.QUESTION_GONE)
        response = self._asking.handle(replace(context, typed=question), Ask(question))
        if response.new_answer is None:  # it was one question too many
            return response
        shown = messages_in_chat(messages.parts([Notice(question)], context.locale), (), context, None)
        return replace(response, effects=(PostMessages(context.chat_id, shown), *response.effects))

    def _greet(self, context: UpdateContext) -> Response:
        """What this is, and three questions that the archive at hand answers."""
        suggested = self._suggestions(context.locale.language)
        words = bot_phrases.welcome(self._service.briefbot.catalogue, suggested, context.locale)
        (message,) = messages_in_chat(messages.parts([Notice(words)], context.locale), (), context, None)[:1]
        return Response((message if context.group else replace(message, suggestions=suggested),))

    def _suggestions(self, language: str) -> tuple[str, ...]:
        token = self._service.store.state().token
        known = self._examples.get(language)
        if known is None or known[0] != token:
            known = self._examples[language] = (token, examples(self._service.briefbot, language))
        return known[1]
