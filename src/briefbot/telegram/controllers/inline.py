"""Inline mode: quotations for what somebody is typing in any chat. Nothing of it is kept but what they take along."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefbot.answering.questions.model import Query
from briefbot.answering.questions.reading import read_limits
from briefbot.chat.links import numbers_of, open_link
from briefbot.checking.claims import marked_claim
from briefbot.dialogue.links import ASK, number_in, payload, question_payload, shared_in
from briefbot.dialogue.replies import Opened
from briefbot.model import Answer, Citation
from briefbot.rendering import sharing_phrases
from briefbot.telegram.controllers.access import Standing, standing
from briefbot.telegram.controllers.model import Service
from briefbot.telegram.views.inline import Choice, choice, verified
from briefbot.wording.locale import ReaderLocale, reader_locale

_PAGE = 10
# For so many seconds Telegram gives a person the same answer to the same words without asking again.
_CACHED = 60
_UNFINISHED = re.compile(r"^(?P<before>.*?)(?P<word>[^\W_]+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person has typed so far; `language` is their IETF tag, `offset` what the page before gave for the next one."""

    person_id: int
    words: str
    language: str | None = None
    offset: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Results to choose from, and where the next ones begin (empty: there are none).

    `button` leads into the private chat: its text, and what the chat is told. Telegram may keep the page for `seconds`.
    """

    choices: tuple[Choice, ...] = ()
    next_offset: str = ""
    button: tuple[str, str] | None = None
    seconds: int = 0


class Inline:
    """Answers inline queries. Its methods block, and several threads may call them."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def answer(self, typed: Typed) -> Page:
        """Quotations for what was typed, or the way into the private chat."""
        locale = self._locale(typed)
        match standing(self._service, typed.person_id):
            case Standing.OUT:
                return Page()
            case Standing.STRANGER:
                return Page(button=(locale.say(sharing_phrases.PRIVATE), ASK))
        skip = int(typed.offset) if re.fullmatch("[0-9]{1,6}", typed.offset) else 0
        shared = shared_in(typed.words)
        return self._shared(shared, locale) if shared else self._found(typed, skip, locale)

    def chosen(self, update_id: int, result_id: str) -> None:
        """Count that a quotation was passed on, once for each update; by whom is not kept."""
        now, number = self._service.clock(), number_in(result_id)
        with self._service.store.write() as work:
            if work.inbox.note(self._service.bot, update_id, now) and number is not None:
                work.links.count_share(number, now)

    def _locale(self, typed: Typed) -> ReaderLocale:
        with self._service.store.read() as work:
            chosen = work.preferences.of(typed.person_id)  # a private chat has the person's number
        return reader_locale(chosen.language or typed.language, latin=chosen.latin, site=self._service.rules.site)

    def _shared(self, carried: str, locale: ReaderLocale) -> Page:
        """The quotation that a button shares; where it is gone, the private chat tells why."""
        found = open_link(self._service.briefbot, carried)
        if isinstance(found, Opened):
            return Page(self._choices([found.citation], locale))
        return Page(button=(locale.say(sharing_phrases.ASK_THERE), carried))

    def _found(self, typed: Typed, skip: int, locale: ReaderLocale) -> Page:
        if claim := marked_claim(typed.words):
            found = self._service.briefbot.check(claim.words, claim.by)
            return Page((verified(found, self._service.briefbot.catalogue, locale),), seconds=_CACHED)
        for number, words in enumerate(_attempts(typed.words)):
            query, answer = self._ask(words, skip)
            if answer.citations:
                following = str(skip + len(answer.citations)) if answer.more else ""
                page = Page(self._choices(answer.citations, locale), following, seconds=_CACHED)
                return page if words == typed.words or skip else self._with_question(page, typed, locale)
            if number == 0 and not _says_something(query):
                return self._newest(skip, locale)
        return Page() if skip else self._with_question(Page(), typed, locale)

    def _ask(self, words: str, skip: int) -> tuple[Query, Answer]:
        today = self._service.clock().date()
        question, asked, _ = read_limits(words, today)
        return self._service.briefbot.ask(question, today, asked, _PAGE, skip=skip)

    def _newest(self, skip: int, locale: ReaderLocale) -> Page:
        """What there is for somebody who has asked nothing yet."""
        with self._service.store.read() as work:
            places = work.latest.quotations(_PAGE + 1, skip)
        found = [citation for place in places[:_PAGE] if (citation := self._service.briefbot.citation(place))]
        following = str(skip + _PAGE) if len(places) > _PAGE else ""
        button = (locale.say(sharing_phrases.ASK_THERE), ASK)
        return Page(self._choices(found, locale), following, button, _CACHED)

    def _with_question(self, page: Page, typed: Typed, locale: ReaderLocale) -> Page:
        """A page for words that found nothing, or not all together: the question can be taken into the private chat."""
        with self._service.store.write() as work:
            token = work.links.keep_question(typed.person_id, typed.words, self._service.clock())
        text = sharing_phrases.NOT_ALL if page.choices else sharing_phrases.NOTHING
        return replace(page, button=(locale.say(text), question_payload(token)), seconds=0)

    def _choices(self, citations: Sequence[Citation], locale: ReaderLocale) -> tuple[Choice, ...]:
        numbers = numbers_of(self._service.briefbot, citations, self._service.clock())
        account = self._service.account()
        return tuple(
            choice(citation, payload(number), account.leading_to(number, citation.document.id), locale)
            for citation, number in zip(citations, numbers, strict=True)
        )


def _attempts(typed: str) -> Iterator[str]:
    """What may be asked: what was typed and, where its last word may not be finished, the words before it.

    A single letter says nothing yet.
    """
    unfinished = _UNFINISHED.match(typed)
    if unfinished is None or len(unfinished["word"]) > 1:
        yield typed
    if unfinished is not None:
        yield unfinished["before"]


def _says_something(query: Query) -> bool:
    return bool(query.topic.strip() or query.people or query.strangers or query.strange_source or query.since or query.until)
