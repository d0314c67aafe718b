"""What a digest and the follows behind it show in a chat, and what their buttons do."""

from dataclasses import replace

from briefbot.chat.digests.following import Follows, Owner
from briefbot.chat.digests.planner import kept_digest
from briefbot.dialogue.buttons import EndFollow
from briefbot.dialogue.commands.follows import ListFollows, ShowDigest, StartFollowing
from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.dialogue.replies import Digested, Followed, Following
from briefbot.dialogue.state import DialogueState, state_of
from briefbot.digests.subscription import Destination
from briefbot.rendering import digest_phrases
from briefbot.store.outbox import AnswerRecord, Place
from briefbot.telegram.controllers.access import managers_only
from briefbot.telegram.controllers.model import NewAnswer, Response, Service, UpdateContext
from briefbot.telegram.views import digest, replies


class DigestButtons:
    """Does what the buttons under digests and follows say."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def rest(self, context: UpdateContext, skip: int, before: DialogueState | None) -> tuple[NewAnswer, DialogueState] | None:
        """What is new now, without the first `skip` statements, and what a next line leans on; None where nothing is.

        `before` is what was shown so far.
        """
        reply, _ = self._follows(context).reply(ShowDigest(skip), self._service.clock())
        state = state_of(reply, before)
        if not isinstance(reply, Digested) or state is None or not reply.contents.shown:
            return None
        return digested(context, reply, state), state

    def unfollow(self, context: UpdateContext, request: EndFollow) -> Response:
        """Follow one no more, and show what is left."""
        follows, number = self._follows(context), request.follow
        ended, effects = follows.end(number)
        listed, _ = follows.reply(ListFollows(), self._service.clock())
        if not isinstance(listed, Following):
            return Response(effects=effects)
        left = digest.without(listed, number)
        (html, *_) = replies.render(left, context.locale)
        message = OutgoingMessage("edit", html, target=context.message_id, keyboard=digest.under(left, context.locale))
        return Response((message,), effects=effects, toast=digest_phrases.ENDED if ended else digest_phrases.ENDED_BEFORE)

    def follow(self, context: UpdateContext, typed: str) -> Response:
        """Follow what a button under an answer offers."""
        if not context.manages:
            return Response(toast=managers_only(context))
        reply, effects = self._follows(context).reply(StartFollowing(typed), self._service.clock())
        if not isinstance(reply, Followed):
            return Response(toast=digest_phrases.NOT_TO_FOLLOW)
        if reply.before:
            return Response(toast=digest_phrases.FOLLOWED_BEFORE)
        html = replies.render(replace(reply, sample=()), context.locale)
        return Response(tuple(OutgoingMessage("send", part, topic=context.topic) for part in html), effects=effects)

    def _follows(self, context: UpdateContext) -> Follows:
        return Follows(self._service.briefbot, owner(context))


def owner(context: UpdateContext) -> Owner:
    """Where the follows and the digest belong that are spoken of."""
    return Owner(Destination(context.chat_id, context.topic or 0), context.person_id, context.language)


def digested(context: UpdateContext, reply: Digested | Followed, state: DialogueState) -> NewAnswer:
    """Quotations that nobody asked for, as they are kept and sent."""
    html = tuple(replies.render(reply, context.locale))
    return NewAnswer(_kept(context, reply, state), html, lambda number: digest.under(reply, context.locale, number))


def _kept(context: UpdateContext, reply: Digested | Followed, state: DialogueState) -> AnswerRecord:
    if isinstance(reply, Digested):
        return kept_digest(owner(context).destination, context.person_id, reply.contents, state, reply.skip)
    return AnswerRecord(context.chat_id, context.topic, context.person_id, state.record(), tuple(map(Place.of, reply.sample)))
