"""Buttons under answers: further pages, a choice among people, and what can be done with one citation."""

from dataclasses import replace
from datetime import timedelta

from briefbot.chat.digests.planner import rest_of
from briefbot.dialogue.commands.questions import Ask, More
from briefbot.dialogue.outgoing import Act, Keyboard, OutgoingMessage, Press
from briefbot.dialogue.replies import Answered, Origin, Reply, in_context
from briefbot.digests.follows import follow_text
from briefbot.language.text import paragraphs
from briefbot.model import Citation
from briefbot.rendering import bot_phrases, digest_phrases
from briefbot.store.effects import PostMessages, ReplaceAnswer
from briefbot.store.outbox import AnswerRecord, Place
from briefbot.telegram.controllers.asking import Asking, choices_of, revived
from briefbot.telegram.controllers.digests import DigestButtons
from briefbot.telegram.controllers.links import Links
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, letters
from briefbot.telegram.controllers.reports import Reports
from briefbot.telegram.views import citations, keyboards, replies
from briefbot.wording.locale import ReaderLocale

# A button that was pressed twice within this time shows its message once.
_PRESSED_TWICE = timedelta(minutes=10)


class Buttons:
    """Does what buttons say."""

    def __init__(self, service: Service, asking: Asking, reports: Reports, links: Links) -> None:
        self._service = service
        self._links = links
        self._asking = asking
        self._reports = reports
        self._digests = DigestButtons(service)

    def press(self, cause: UpdateContext, press: Press | None) -> Response:
        """What pressing a button does; one that nothing is known of any more (None) is taken away."""
        if press is not None and press.act in (Act.KEEP, Act.WITHDRAW, Act.REPORTS):
            return self._reports.press(cause, press)
        if press is not None and press.act is Act.UNFOLLOW:
            return self._digests.unfollow(cause, press.about)
        with self._service.store.read() as work:
            kept = work.outbox.answer(press.about) if press else None
        if press is None or kept is None or kept.chat_id != cause.chat_id:
            return Response(self._buttons(cause, ()), toast=bot_phrases.EXPIRED)
        if press.act is Act.MORE:
            rest = rest_of(kept)
            return self._more(cause, press, kept) if rest is None else self._rest(cause, press, kept, rest)
        if press.act is Act.FOLLOW:
            return self._follow(cause, press, kept)
        if press.act is Act.CHOICE:
            return self._choose(cause, press, kept)
        if press.act is Act.BACK:
            return Response(self._buttons(cause, self._numbers(cause, press.about, kept)))
        return self._look(cause, press, kept)

    def _buttons(self, cause: UpdateContext, keyboard: Keyboard) -> tuple[OutgoingMessage, ...]:
        return (OutgoingMessage("buttons", target=cause.message_id, keyboard=keyboard),)

    def _numbers(self, cause: UpdateContext, number: int, kept: AnswerRecord) -> Keyboard:
        """The buttons that an answer has now."""
        with self._service.store.read() as work:
            more = kept.more and not work.outbox.has_page(number)
        citations = [citation for place in kept.places if (citation := self._citation(place))]
        if len(citations) < len(kept.places):
            return ()
        shared = self._links.shared(citations[0]) if len(citations) == 1 else None
        rows = keyboards.under_answer(
            number, citations, kept.first_number, more=more, choices=choices_of(kept), locale=cause.manner, shared=shared
        )
        return rows + self._asking.to_follow(cause, number, kept)

    def _more(self, cause: UpdateContext, press: Press, kept: AnswerRecord) -> Response:
        thread = revived(kept.thread)
        with self._service.store.read() as work:
            shown = work.outbox.has_page(press.about)
            current = work.outbox.thread(cause.conversation)
        if shown:
            return Response(toast=bot_phrases.SHOWN)
        result = self._asking.talk(cause).handle(More(), thread, cause.asked_at)
        reply, after = result.reply, result.state
        if not isinstance(reply, Answered) or after is None:
            return Response(self._buttons(cause, self._numbers(cause, press.about, replace(kept, more=False))),
                            toast=bot_phrases.NO_MORE)  # fmt: skip
        given = self._asking.given(cause, kept.asked, reply, revived(kept.before), after)
        given = replace(
            given, kept=replace(given.kept, page_of=press.about), reply_to=cause.message_id if cause.group else None
        )
        without = self._buttons(cause, self._numbers(cause, press.about, replace(kept, more=False)))
        follows = current is not None and current[0] == kept.thread
        response = self._asking.continuing(cause, given, after) if follows else Response(given=given)
        return replace(response, letters=without)

    def _rest(self, cause: UpdateContext, press: Press, kept: AnswerRecord, skip: int) -> Response:
        """What a digest left out."""
        with self._service.store.read() as work:
            shown = work.outbox.has_page(press.about)
            current = work.outbox.thread(cause.conversation)
        if shown:
            return Response(toast=bot_phrases.SHOWN)
        without = self._buttons(cause, self._numbers(cause, press.about, replace(kept, more=False)))
        found = self._digests.rest(cause, skip, revived(kept.thread))
        if found is None:
            return Response(without, toast=digest_phrases.NOTHING_NEW)
        given, after = found
        given = replace(given, kept=replace(given.kept, page_of=press.about))
        follows = current is not None and current[0] == kept.thread
        response = self._asking.continuing(cause, given, after) if follows else Response(given=given)
        return replace(response, letters=without)

    def _follow(self, cause: UpdateContext, press: Press, kept: AnswerRecord) -> Response:
        """Follow what an answer is about or, of one citation, its speaker."""
        if not press.number:
            thread = revived(kept.thread)
            typed = follow_text(thread.query) if thread else None
        else:
            at = press.number - kept.first_number
            citation = self._citation(kept.places[at]) if 0 <= at < len(kept.places) else None
            typed = citation.speaker if citation else None
        return self._digests.follow(cause, typed) if typed else Response(toast=digest_phrases.NOT_TO_FOLLOW)

    def _choose(self, cause: UpdateContext, press: Press, kept: AnswerRecord) -> Response:
        """Ask the question again of the one whom the person means, and offer the choice no more."""
        people = choices_of(kept)
        if press.number >= len(people):
            return Response(toast=bot_phrases.SHOWN)
        before = revived(kept.before)
        result = self._asking.talk(cause).handle(Ask(kept.asked, people[press.number]), before, cause.asked_at)
        reply, after = result.reply, result.state
        if not isinstance(reply, Answered) or after is None:
            return Response(letters(replies.render(reply, cause.manner), (), cause, None))
        chosen = replace(kept, thread={**kept.thread, "query": {**kept.thread["query"], "choices": []}})
        given = self._asking.given(cause, kept.asked, reply, before, after)
        response = self._asking.continuing(cause, given, after)
        without = self._buttons(cause, self._numbers(cause, press.about, chosen))
        keep = (ReplaceAnswer(press.about, chosen),)
        return replace(response, letters=without, effects=(*response.effects, *keep))

    def _look(self, cause: UpdateContext, press: Press, kept: AnswerRecord) -> Response:
        """What a button under one citation shows of it."""
        at = press.number - kept.first_number
        citation = self._citation(kept.places[at]) if 0 <= at < len(kept.places) else None
        if citation is None:
            return Response(toast=bot_phrases.GONE)
        if press.act is Act.MENU:
            shared = self._links.shared(citation)
            menu = keyboards.menu(press.about, press.number, citation, locale=cause.manner, shared=shared)
            return Response(self._buttons(cause, menu))
        if press.act is Act.WRONG:
            return self._reports.file(cause, citation)
        role = f"{press.act}{press.number}"
        with self._service.store.read() as work:
            if work.outbox.shown_since(press.about, role, self._service.clock() - _PRESSED_TWICE):
                return Response(toast=bot_phrases.SHOWN)
        html = self._shown(press, citation, cause.manner)
        shown = tuple(replace(letter, role=role) for letter in letters(html, (), cause, cause.message_id))
        return Response(effects=(PostMessages(cause.chat_id, shown, press.about),))

    def _shown(self, press: Press, citation: Citation, manner: ReaderLocale) -> list[str]:
        reply: Reply
        match press.act:
            case Act.CITATION:
                return citations.citation_to_copy(citation, manner, self._links.shared(citation).url)
            case Act.SOURCE:
                reply = Origin(press.number, citation)
            case _:
                reply = in_context(press.number, citation, paragraphs(citation.document.text))
        return replies.render(reply, manner)

    def _citation(self, place: Place) -> Citation | None:
        """What stands at a place now; None where its document changed, or was cut otherwise."""
        citation = self._service.briefbot.citation((place.key, place.ordinal))
        if citation is None or citation.span != place.span:
            return None
        current = self._service.store.document(citation.document.id)
        return citation if current is not None and current.key == place.key else None
