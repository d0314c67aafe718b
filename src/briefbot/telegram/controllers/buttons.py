"""Buttons under answers: further pages, a choice among people, and what can be done with one citation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from briefbot.chat.digests.planner import rest_of
from briefbot.dialogue.buttons import (
    ChoosePerson,
    CloseMenu,
    CopyCitation,
    DrawCitation,
    EndFollow,
    FollowCited,
    OnAnswer,
    OpenMenu,
    ReportSpeaker,
)
from briefbot.dialogue.commands.questions import Ask, Look, More
from briefbot.dialogue.outgoing import Keyboard, OutgoingMessage
from briefbot.dialogue.replies import Answered, Origin, Reply, in_context
from briefbot.dialogue.requests import Request
from briefbot.dialogue.state import DialogueState
from briefbot.digests.follows import follow_text
from briefbot.language.text import paragraphs
from briefbot.model import Citation
from briefbot.pictures import cards
from briefbot.rendering import bot_phrases, digest_phrases, sharing_phrases
from briefbot.rendering.blocks import Listing
from briefbot.rendering.citations import card as card_of
from briefbot.rendering.citations import provenance
from briefbot.store.effects import PostMessages, ReplaceAnswer
from briefbot.store.outbox import AnswerRecord, Place
from briefbot.telegram.controllers.asking import Asking, choices_of, revived
from briefbot.telegram.controllers.digests import DigestButtons
from briefbot.telegram.controllers.links import Links
from briefbot.telegram.controllers.model import NewAnswer, Response, Service, UpdateContext, expired, messages_in_chat
from briefbot.telegram.controllers.reports import Reports
from briefbot.telegram.views import citations, keyboards, messages, replies
from briefbot.wording.locale import ReaderLocale

# A button that was pressed twice within this time shows its message once.
_PRESSED_TWICE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class _Shown:
    """An answer under which a button was pressed, with its number."""

    number: int
    record: AnswerRecord

    def with_record(self, **changes: Any) -> "_Shown":
        """The same answer, changed."""
        return _Shown(self.number, replace(self.record, **changes))


# The request is of the type under which the handler stands in the table.
_Handlers = Mapping[type[Request], Callable[[UpdateContext, _Shown, Any], Response]]


class Buttons:
    """Does what buttons say."""

    def __init__(self, service: Service, asking: Asking, reports: Reports, links: Links) -> None:
        self._service = service
        self._links = links
        self._asking = asking
        self._reports = reports
        self._digests = DigestButtons(service)
        # What is done with an answer, by the type of what is asked for.
        self._handlers: _Handlers = {
            OpenMenu: self._menu,
            CloseMenu: self._back,
            More: self._more,
            Look: self._look,
            CopyCitation: self._look,
            DrawCitation: self._draw,
            ReportSpeaker: self._report,
            ChoosePerson: self._choose,
            FollowCited: self._follow,
        }

    def on_answer(self, context: UpdateContext, request: OnAnswer) -> Response:
        """What a button under an answer does; where the answer is gone, its buttons are taken away."""
        with self._service.store.read() as work:
            kept = work.outbox.answer(request.answer)
        if kept is None or kept.chat_id != context.chat_id:
            return expired(context)
        return self._handlers[type(request.request)](context, _Shown(request.answer, kept), request.request)

    def end_follow(self, context: UpdateContext, request: EndFollow) -> Response:
        """What a button in the list of what is followed does."""
        return self._digests.unfollow(context, request)

    def _buttons(self, context: UpdateContext, keyboard: Keyboard) -> tuple[OutgoingMessage, ...]:
        return (OutgoingMessage("buttons", target=context.message_id, keyboard=keyboard),)

    def _numbers(self, context: UpdateContext, shown: _Shown) -> Keyboard:
        """The buttons that an answer has now."""
        number, kept = shown.number, shown.record
        with self._service.store.read() as work:
            more = kept.more and not work.outbox.has_page(number)
        citations = [citation for place in kept.places if (citation := self._citation(place))]
        if len(citations) < len(kept.places):
            return ()
        shared = self._links.shared(citations[0]) if len(citations) == 1 else None
        rows = keyboards.under_answer(
            number, citations, kept.first_number, more=more, choices=choices_of(kept), locale=context.locale, shared=shared
        )
        return rows + self._asking.to_follow(context, number, kept)

    def _back(self, context: UpdateContext, shown: _Shown, _: CloseMenu) -> Response:
        return Response(self._buttons(context, self._numbers(context, shown)))

    def _more(self, context: UpdateContext, shown: _Shown, request: More) -> Response:
        """Further citations of an answer, or what a digest left out."""
        with self._service.store.read() as work:
            if work.outbox.has_page(shown.number):
                return Response(toast=bot_phrases.SHOWN)
            current = work.outbox.dialogue_state(context.conversation)
        without = self._buttons(context, self._numbers(context, shown.with_record(more=False)))
        skip = rest_of(shown.record)
        further = self._further(context, shown.record, request) if skip is None else self._rest(context, shown.record, skip)
        if further is None:
            return Response(without, toast=bot_phrases.NO_MORE if skip is None else digest_phrases.NOTHING_NEW)
        new_answer, after = further
        new_answer = replace(new_answer, kept=replace(new_answer.kept, page_of=shown.number))
        follows = current is not None and current[0] == shown.record.thread
        response = self._asking.continuing(context, new_answer, after) if follows else Response(new_answer=new_answer)
        return replace(response, outgoing=without)

    def _further(self, context: UpdateContext, kept: AnswerRecord, request: More) -> tuple[NewAnswer, DialogueState] | None:
        result = self._asking.conversation(context).handle(request, revived(kept.thread), context.asked_at)
        reply, after = result.reply, result.state
        if not isinstance(reply, Answered) or after is None:
            return None
        new_answer = self._asking.new_answer(context, kept.asked, reply, revived(kept.before), after)
        return replace(new_answer, reply_to=context.message_id if context.group else None), after

    def _rest(self, context: UpdateContext, kept: AnswerRecord, skip: int) -> tuple[NewAnswer, DialogueState] | None:
        return self._digests.rest(context, skip, revived(kept.thread))

    def _follow(self, context: UpdateContext, shown: _Shown, request: FollowCited) -> Response:
        """Follow what an answer is about or, of one citation, its speaker."""
        if not request.number:
            state = revived(shown.record.thread)
            typed = follow_text(state.query) if state else None
        else:
            citation = self._cited(shown, request.number)
            typed = citation.speaker if citation else None
        return self._digests.follow(context, typed) if typed else Response(toast=digest_phrases.NOT_TO_FOLLOW)

    def _choose(self, context: UpdateContext, shown: _Shown, request: ChoosePerson) -> Response:
        """Ask the question again of the one whom the person means, and offer the choice no more."""
        kept, people = shown.record, choices_of(shown.record)
        if request.number >= len(people):
            return Response(toast=bot_phrases.SHOWN)
        before = revived(kept.before)
        result = self._asking.conversation(context).handle(Ask(kept.asked, people[request.number]), before, context.asked_at)
        reply, after = result.reply, result.state
        if not isinstance(reply, Answered) or after is None:
            return Response(messages_in_chat(replies.render(reply, context.locale), (), context, None))
        chosen = shown.with_record(thread={**kept.thread, "query": {**kept.thread["query"], "choices": []}})
        new_answer = self._asking.new_answer(context, kept.asked, reply, before, after)
        response = self._asking.continuing(context, new_answer, after)
        without = self._buttons(context, self._numbers(context, chosen))
        keep = (ReplaceAnswer(chosen.number, chosen.record),)
        return replace(response, outgoing=without, effects=(*response.effects, *keep))

    def _menu(self, context: UpdateContext, shown: _Shown, request: OpenMenu) -> Response:
        """What can be done with one citation."""
        citation = self._cited(shown, request.number)
        if citation is None:
            return Response(toast=bot_phrases.GONE)
        shared = self._links.shared(citation)
        menu = keyboards.menu(shown.number, request.number, citation, locale=context.locale, shared=shared)
        return Response(self._buttons(context, menu))

    def _report(self, context: UpdateContext, shown: _Shown, request: ReportSpeaker) -> Response:
        citation = self._cited(shown, request.number)
        return self._reports.file(context, citation) if citation else Response(toast=bot_phrases.GONE)

    def _look(self, context: UpdateContext, shown: _Shown, request: Look | CopyCitation) -> Response:
        """What a button under one citation shows of it; pressed twice in a while, once."""
        citation = self._cited(shown, request.number)
        if citation is None:
            return Response(toast=bot_phrases.GONE)
        html = self._looked_at(request, citation, context.locale)
        return self._once(
            context, shown, f"{_role(request)}{request.number}", messages_in_chat(html, (), context, context.message_id)
        )

    def _draw(self, context: UpdateContext, shown: _Shown, request: DrawCitation) -> Response:
        """A citation as a picture, with its source beneath, which leads there; asked for twice in a while, once."""
        citation = self._cited(shown, request.number)
        if citation is None:
            return Response(toast=bot_phrases.GONE)
        card = card_of(citation, context.locale, self._links.shared(citation).url)
        if not cards.can_draw() or not cards.fits(card):
            return Response(toast=sharing_phrases.NO_PICTURE)
        (beneath, *_) = messages.parts([Listing((provenance(citation.document, context.locale),))], context.locale)
        picture = OutgoingMessage("photo", beneath, topic=context.topic, card=card)
        return self._once(context, shown, f"d{request.number}", (picture,))

    def _once(self, context: UpdateContext, shown: _Shown, role: str, told: Sequence[OutgoingMessage]) -> Response:
        """Messages that a button brings, which it brings once in a while."""
        with self._service.store.read() as work:
            if work.outbox.shown_since(shown.number, role, self._service.clock() - _PRESSED_TWICE):
                return Response(toast=bot_phrases.SHOWN)
        parts = tuple(replace(one, role=role) for one in told)
        return Response(effects=(PostMessages(context.chat_id, parts, shown.number),))

    def _looked_at(self, request: Look | CopyCitation, citation: Citation, locale: ReaderLocale) -> list[str]:
        if isinstance(request, CopyCitation):
            return citations.citation_to_copy(citation, locale, self._links.shared(citation).url)
        reply: Reply = Origin(request.number, citation)
        if request.what == "context":
            reply = in_context(request.number, citation, paragraphs(citation.document.text))
        return replies.render(reply, locale)

    def _cited(self, shown: _Shown, number: int) -> Citation | None:
        """The citation of this number; None where the answer has none, or not any more."""
        at = number - shown.record.first_number
        return self._citation(shown.record.places[at]) if 0 <= at < len(shown.record.places) else None

    def _citation(self, place: Place) -> Citation | None:
        """What stands at a place now; None where its document changed, or was cut otherwise."""
        citation = self._service.briefbot.citation((place.key, place.ordinal))
        if citation is None or citation.span != place.span:
            return None
        current = self._service.store.document(citation.document.id)
        return citation if current is not None and current.key == place.key else None


def _role(request: Look | CopyCitation) -> str:
    """What messages that a button brought are told by, so that pressing it twice is known."""
    if isinstance(request, CopyCitation):
        return "q"
    return "c" if request.what == "context" else "s"
