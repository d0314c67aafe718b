"""People: what one said, by month, topic and paper, and how it was worded; two beside each other; and who there is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from briefbot.answering.questions.model import Order, Query
from briefbot.answering.questions.reading import read_limits
from briefbot.archive.profiles import profile
from briefbot.language.folding import fold
from briefbot.model import Answer as Found
from briefbot.model import Citation, Gap, Missing
from briefbot.profiles.model import Profile, Told
from briefbot.rendering import page_phrases, phrases
from briefbot.rendering.blocks import Block, Byline, Cited, Entry, Listing
from briefbot.rendering.citations import listed
from briefbot.web.answers import Answer
from briefbot.web.views import structured, templates
from briefbot.web.views.chart import chart
from briefbot.web.visits import Visit

# Statements on a page, other papers that one names, people of a list, quotations of each of two, and others of their name.
_SHOWN, _ALSO, _LISTED, _BESIDE, _OTHERS = 10, 4, 60, 6, 4
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def show(visit: Visit) -> Answer:
    """What somebody said."""
    drawn = profile(visit.archive, visit.named)
    if drawn is None:
        page = templates.page("failure", visit, title=page_phrases.NOT_FOUND, told=page_phrases.NOBODY_CALLED)
        return Answer(page, status=404)
    month, paper, skip = _month(visit.get("month")), visit.get("source"), visit.number("skip")
    wanted = [one for one in drawn.told if _is_of(one, month, paper)]
    citations = _citations(visit, wanted[skip : skip + _SHOWN])
    page = templates.page(
        "person",
        visit,
        structured.quotations(citations, visit.pages),
        profile=drawn,
        name=visit.locale.name(drawn.person),
        counted=_counted(drawn, visit),
        chart=chart(drawn.months),
        month=month,
        paper=paper,
        told=list(_theirs(citations, drawn.person, visit)),
        older=visit.again(skip=skip + _SHOWN) if len(wanted) > skip + _SHOWN else None,
        newer=visit.again(skip=max(0, skip - _SHOWN)) if skip else None,
        feed=visit.to("/feed.atom", person=drawn.person),
    )
    return Answer(page)


def newest_of(visit: Visit, name: str, count: int) -> list[Citation]:
    """The newest statements of somebody; none where nobody of that name is quoted."""
    drawn = profile(visit.archive, name)
    return _citations(visit, drawn.told[:count]) if drawn else []


def list_people(visit: Visit) -> Answer:
    """Those whose names hold some letters, most quoted first."""
    letters = visit.get("q").strip()
    fitting = [person for person in visit.archive.catalogue.people if fold(letters) in fold(person.name)]
    shown = sorted(fitting, key=lambda person: (-person.passages, person.name))[:_LISTED]
    entries = (
        Entry(visit.locale.name(one.name), f" · {phrases.passages_in(one, visit.locale)}", person=one.name) for one in shown
    )
    blocks: tuple[Block, ...] = (Listing(tuple(entries)),) if shown else ()
    page = templates.page("people", visit, letters=letters, blocks=blocks, shown=len(shown), of=len(fitting))
    return Answer(page)


def compare(visit: Visit) -> Answer:
    """The words of two people side by side, on a topic or of late."""
    names, topic = [visit.get("a").strip(), visit.get("b").strip()], visit.get("topic").strip()
    found = [(field, *_words_of(visit, name, topic)) for field, name in zip("ab", names, strict=True) if name]
    page = templates.page(
        "compare",
        visit,
        structured.quotations([one for *_, answer in found for one in answer.citations], visit.pages),
        names=names,
        topic=topic,
        columns=[_column(visit, *each) for each in found],
    )
    return Answer(page)


def _words_of(visit: Visit, name: str, topic: str) -> tuple[tuple[str, ...], Found]:
    """Whom a name may mean, the likeliest first, and what that one says on a topic, or said last."""
    reader = visit.archive.reader()
    people = tuple(dict.fromkeys((*((name,) if reader.names_of((name,)) else ()), *reader.people_called(name))))
    if not people:
        return (), Found(gap=Gap(Missing.STRANGER, who=name))
    if topic:
        question, written, _ = read_limits(topic, visit.today)
        _, found = visit.archive.ask(question or topic, visit.today, replace(written, speaker=people[0]), _BESIDE)
    else:
        latest = Query(people[0], "", people=people[:1], people_by_hand=True, order=Order.NEWEST)
        found = visit.archive.answer(latest, _BESIDE)
    return people, found


def _column(visit: Visit, field: str, people: tuple[str, ...], found: Found) -> dict[str, object]:
    """What stands under one of two names: words, or why there are none, and who else may be meant."""
    person = people[0] if people else (found.gap and found.gap.who) or ""
    return {
        "name": visit.locale.name(person),
        "person": person if people else None,
        "others": [(visit.locale.name(one), visit.again(**{field: one})) for one in people[1 : _OTHERS + 1]],
        "gap": phrases.sentence(phrases.gap(found.gap, visit.locale)) if found.gap else None,
        "blocks": list(_theirs(found.citations, person, visit)),
    }


def _theirs(citations: Sequence[Citation], person: str, visit: Visit) -> Iterable[Block]:
    """Citations on a page about one person, whose name need not stand at each."""
    for block in listed(citations, None, visit.locale):
        if isinstance(block, Cited) and block.speaker.person == person:
            told = block.speaker.told.removeprefix(", ")
            yield replace(block, speaker=Byline(told=told))
        else:
            yield block


def _counted(drawn: Profile, visit: Visit) -> str:
    documents = visit.locale.count("in {number} document", "in {number} documents", drawn.documents)
    return f"{phrases.quotations(len(drawn.told), visit.locale)} {documents}"


def _month(typed: str) -> date | None:
    match = _MONTH.fullmatch(typed)
    return date(int(match[1]), int(match[2]), 1) if match and int(match[1]) else None


def _is_of(told: Told, month: date | None, paper: str) -> bool:
    """Whether a statement was printed in a month and by a paper, where these are given."""
    return any(
        (month is None or (one.published is not None and one.published.replace(day=1) == month))
        and (not paper or one.source == paper)
        for one in told.sayings
    )


def _citations(visit: Visit, told: Sequence[Told]) -> list[Citation]:
    """Statements as they are shown: by the quotation that was printed first, with others that have the same words."""
    wanted = [[saying.place for saying in one.sayings[: _ALSO + 1]] for one in told]
    stored = visit.archive.view().passages.at({place for places in wanted for place in places})
    person = visit.archive.reader().person

    def of(places: Iterable[tuple[int, int]]) -> list[Citation]:
        found = ((place, *stored[place]) for place in places if place in stored)
        return [Citation.of(place, document, passage, person(passage.source.speaker)) for place, document, passage in found]

    found = (of(places) for places in wanted)
    return _each_once(replace(first, also=tuple(others)) for first, *others in filter(None, found))


def _each_once(citations: Iterable[Citation]) -> list[Citation]:
    """Citations without those that show a place again: of what a narrator interrupts, each part shows all."""
    return list({(one.key, one.span): one for one in reversed(list(citations))}.values())[::-1]
