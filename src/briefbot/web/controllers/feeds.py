"""Feeds: of a person, of a question or topic with its limits, or of all that is newest; for newsreaders."""

from collections.abc import Sequence
from dataclasses import replace

from briefbot.answering.questions.model import Order
from briefbot.answering.questions.reading import read_limits
from briefbot.dialogue.pages import person_path
from briefbot.model import Citation
from briefbot.rendering import page_phrases
from briefbot.web import answers
from briefbot.web.answers import Answer
from briefbot.web.controllers.asking import limits_of, question_of
from briefbot.web.controllers.people import newest_of
from briefbot.web.once import newest
from briefbot.web.views import atom
from briefbot.web.visits import Visit

_SHOWN = 30
_CACHED = {"Cache-Control": "public, max-age=300"}


def show(visit: Visit) -> Answer:
    """The newest quotations of a person, or on a topic; of the whole archive where neither is named."""
    person, typed = visit.get("person").strip(), visit.get("q").strip()
    found: Sequence[Citation]
    if person:
        about, page, found = visit.locale.name(person), visit.to(person_path(person)), newest_of(visit, person, _SHOWN)
    elif typed:
        about, page, found = typed, visit.to("/", q=typed), _on(visit, typed)
    else:
        about, page, found = visit.locale.say(page_phrases.FEED_NEWEST), visit.to("/"), newest(visit.archive, _SHOWN)
    title = visit.locale.say(page_phrases.FEED_TITLE, about=about)
    feed = atom.Feed(title, visit.origin + visit.again(), visit.origin + page, found, visit.now)
    return Answer(atom.written(feed, visit.pages, visit.locale), answers.ATOM, headers={} if visit.is_private else _CACHED)


def _on(visit: Visit, typed: str) -> Sequence[Citation]:
    """What answers a question, the newest first."""
    question, written, _ = read_limits(question_of(typed).question, visit.today)
    query = visit.archive.reader().read(question, visit.today, limits_of(visit).or_else(written))
    return visit.archive.answer(replace(query, order=Order.NEWEST), _SHOWN).citations
