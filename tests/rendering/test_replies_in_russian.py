"""Every reply, drawn for a reader of Russian about a Russian document: no English word is left in what is shown."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import get_args

import pytest

from briefbot.answering.questions.model import Intent, Order, Query
from briefbot.dialogue.commands import Menu, menu
from briefbot.dialogue.guide import Topic
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.keeping_replies import BroughtIn, FeedShown, Looked, Sources, TakenUp, Understood
from briefbot.dialogue.links import Link, Shared
from briefbot.dialogue.preferences import Preferences
from briefbot.dialogue.replies import (
    Advice,
    Answered,
    Checked,
    Context,
    Digested,
    Followed,
    Following,
    Guide,
    Languages,
    Opened,
    Origin,
    People,
    Planned,
    Publishers,
    Reading,
    Reply,
    Settings,
    Statistics,
    Stopped,
    Withdrawn,
)
from briefbot.dialogue.zones import Choice, Found, How, Zoned
from briefbot.digests.model import Contents, News, Section, Statement
from briefbot.digests.planning import SlotState
from briefbot.digests.subscription import LOCAL, Follow, Subscription, Told
from briefbot.feeds.model import Feed, FeedState, TelegramChannel
from briefbot.model import (
    Answer,
    Catalogue,
    Change,
    Citation,
    Document,
    Gap,
    Kind,
    Missing,
    Occurrence,
    Person,
    Piece,
    Publisher,
    Reason,
    Span,
    Unchecked,
    Verdict,
    Verification,
)
from briefbot.reading.corrections import Case, Report
from briefbot.rendering import bot_phrases
from briefbot.rendering.explanation import _FACTORS
from briefbot.rendering.text import plain
from briefbot.retrieval.model import MOST_SOUGHT
from briefbot.telegram.views import citations, digest, keyboards
from briefbot.telegram.views import keeping as keeping_keyboards
from briefbot.telegram.views import replies as telegram_replies
from briefbot.telegram.views import zones as zone_keyboards
from briefbot.telegram.views.keeping import Offers
from briefbot.wording.locale import reader_locale

RUSSIAN = reader_locale("ru")
NOW = datetime(2016, 9, 8, 12, tzinfo=UTC)
DOCUMENT = Document("д1", "Мост устоит.", "Мост", "Известия", date(2016, 9, 8), url=None, author="А. Ким", language="ru")
CITATION = Citation(1, 0, DOCUMENT, Span(0, 12), Kind.DIRECT, "Анна Ким", 1.0)
CITED = tuple(
    replace(CITATION, key=key, document=replace(DOCUMENT, id=f"д{key}"), kind=kind, speaker=who)
    for key, (kind, who) in enumerate(product(Kind, ("Анна Ким", None)), start=2)
)
CATALOGUE = Catalogue(
    (Person("Анна Ким", frozenset({"Ким"}), 2, 5),), (Publisher("Известия", 2, date(2016, 9, 8), date(2016, 9, 9)),), 5
)
GAPS = [Gap(why, "Анна Ким", source, since, until) for why in Missing for source, since, until in (
    ("Известия", None, None), ("Известия", date(2016, 1, 1), date(2016, 12, 31)), (None, date(2016, 9, 1), date(2016, 9, 30)),
    (None, date(2016, 9, 8), None), (None, None, date(2016, 9, 8)), (None, date(2016, 9, 8), date(2016, 9, 9)),
) if source or why is not Missing.SOURCE]  # fmt: skip
QUERY = Query(
    "Что сказала Анна Ким?",
    "мост",
    people=("Анна Ким",),
    strangers=("Ли",),
    sources=("Известия",),
    since=NOW.date(),
    follows_up=True,
)
FOLLOWS = (Follow(1, "Анна Ким"), Follow(2, "мост"))
DIGEST = Subscription(
    1,
    LOCAL,
    NOW,
    switched_on=True,
    zone="Europe/Moscow",
    at=time(8, 30),
    weekdays=frozenset({0, 2}),
    first_day=date(2016, 9, 9),
)
NEWS = News(CITATION, "a", NOW), News(replace(CITATION, document=replace(DOCUMENT, source="Вести")), "b", NOW)
SECTIONS = (Section("мост", (Statement(NEWS[0], (NEWS[1],)),)),)
CASE = Case(Report(1, "д1", CITATION.span, DOCUMENT.text, "Анна Ким", NOW, 2), CITATION)
MOSCOW = Choice("Europe/Moscow", "Москва")


def replies() -> Iterator[Reply]:
    """Replies of every kind, in their variants."""
    yield Answered(Answer(CITED, choices=("Анна Ким", "Ева Ким"), more=True))
    yield from (Answered(Answer(gap=gap, near=near)) for gap in GAPS for near in (CITED[:1], CITED, ()))
    yield Context(1, CITATION, Span(0, 12))
    yield Origin(1, CITATION)
    yield Origin(1, replace(CITATION, document=Document("д1", "Мост устоит.")))
    reason = Reason(1.0, 2.0, 3.0, 0.5, tuple((name, 1.5) for name in _FACTORS))
    explained = Answer((replace(CITATION, reason=reason),), near=CITED[:1], corrected=(("мсот", "мост"), ("зря", None)))
    yield from (
        Reading(replace(QUERY, intent=intent, people_by_hand=hand), explained) for intent in Intent for hand in (True, False)
    )
    yield from (Reading(Query("Что?", ""), Answer(gap=gap)) for gap in GAPS)
    reason = Reason(1.0, 1.0, 1.0, 0.5, ())
    merged = replace(CITATION, reason=reason, parts=(Span(0, 4),), also=(replace(CITATION, key=2),))
    for order in (Order.NEWEST, Order.OLDEST):
        told = replace(QUERY, order=order, phrases=("мост",), excluded=("овцы",), shown=((1, 0),), objects=("Анна Ким",))
        yield Reading(replace(told, taken=(("Ким", "Анна Ким"),)), Answer((merged,), taken=(("Ким", "Анна Ким"),)))
    yield Answered(Answer((merged,), taken=(("Кимм", "Анна Ким"),)), 1)
    yield Reading(Query("Что?", ""), Answer(gap=GAPS[0], corrected=tuple((f"слово{n}", None) for n in range(MOST_SOUGHT + 1))))
    yield from (People(CATALOGUE.people, 30), People(CATALOGUE.people, 1), People((), 0, "Ли"), People((), 0))
    yield from (Publishers(CATALOGUE.publishers), Publishers((Publisher(None, 1, None, None),)))
    yield from (Statistics(CATALOGUE), Statistics(Catalogue()))
    yield from (Languages(), Languages(changed=True, chosen="ru"), Languages(unknown="Тарабарский"))
    yield from (Advice(hint, "слово") for hint in Hint)
    yield from map(Guide, Topic)
    yield from checks()
    yield from links()
    yield from digests()
    yield from zones()
    yield from keeping()


def checks() -> Iterator[Reply]:
    """Verdicts of every kind, with and without somebody's name, and with every way to differ."""
    changes = tuple(Piece(change, "мост", admitted) for change in Change for admitted in (True, False))
    for citation, pieces in product((CITATION, *CITED), ((Piece(Change.KEPT, "Мост"),), changes)):
        found = Occurrence(citation, Span(0, 4), "Мост", pieces, altered=len(pieces) > 1)
        others = tuple(replace(found, citation=replace(citation, key=key, document=replace(DOCUMENT, published=day)))
                       for key, day in enumerate((None, NOW.date(), *[date(2016, 9, 9)] * 10), start=20))  # fmt: skip
        for verdict in Verdict:
            evidence = () if verdict is Verdict.ABSENT else (found, *others)
            denials = (found,) if verdict is Verdict.EXACT else ()
            yield Checked((Verification(verdict, "Мост устоит", "Ли", (), evidence, denials),), CATALOGUE)
    two = replace(found, citation=CITED[0]), replace(found, citation=replace(CITED[0], speaker="Ева Ким"))
    undated = replace(found, citation=replace(CITATION, document=replace(DOCUMENT, published=None)))
    unnamed = replace(undated, citation=replace(undated.citation, key=99))
    for verdict in (Verdict.EXACT, Verdict.ALTERED, Verdict.SOMEBODY_ELSES):
        yield Checked((Verification(verdict, "Мост", "Ким", ("Анна Ким", "Ева Ким"), two),) * 2, CATALOGUE)
    yield Checked((Verification(Verdict.EXACT, "Мост", None, (), (undated, unnamed)),), CATALOGUE)
    yield Checked((Verification(Verdict.EXACT, "Мост", None, (), (undated,), otherwise=(unnamed,)),), CATALOGUE)
    yield from (Checked((Verification(Verdict.ABSENT, "Мост", unchecked=why),), CATALOGUE) for why in (None, *Unchecked))


def links() -> Iterator[Reply]:
    """What a link opens."""
    for before, now in product(("Ева Ким", None), ("Анна Ким", None)):
        link, cited = Link(1, "д1", Span(0, 12), "Мост устоит.", before, NOW), replace(CITATION, speaker=now)
        yield from (Opened(link, Context(1, cited, Span(0, 12)), corrected) for corrected in (before != now, False))
        yield from (Withdrawn(link, DOCUMENT), Withdrawn(link, None))


def digests() -> Iterator[Reply]:
    """Those about follows and digests."""
    for today, month, before, on in ((0, 0, False, False), (0, 2, True, True), (1, 5, False, True)):
        yield Followed("мост", ("Анна Ким",), "мост", ("Известия",), today, month, CITED[: min(month, 2)], before, on)
    yield from (
        Following(FOLLOWS, DIGEST, NOW),
        Following((), None, None),
        Following(FOLLOWS, replace(DIGEST, zone=None), None),
    )
    for state in SlotState:
        last = tuple(Told(date(2016, 9, day), NOW, each, 1, 3) for day, each in ((8, state), (7, SlotState.SENT)))
        yield Following(FOLLOWS, DIGEST, NOW, last)
    yield from (Stopped(FOLLOWS), Stopped(FOLLOWS[:1]))
    for sections, of in ((SECTIONS, 1), (SECTIONS, 7), ((), 0)):
        yield from (Digested(Contents(sections, of, NOW, NOW), "Europe/Moscow", follows) for follows in (True, False))
    for weekdays in (frozenset(range(7)), frozenset(range(5)), frozenset({5, 6}), frozenset({0, 1, 2, 3})):
        digest = replace(DIGEST, weekdays=weekdays, silent=True, tells_when_empty=True)
        yield from (Planned(digest, NOW, tomorrow=True), Planned(replace(digest, zone=None), None))
    yield Planned(replace(DIGEST, switched_on=False), None)


def zones() -> Iterator[Reply]:
    """Those about time zones, and what is set."""
    yield from (
        Zoned(None, "", NOW, offered=(MOSCOW,)),
        Zoned("Europe/Moscow", "Москва", NOW, offered=(MOSCOW,), next_digest=NOW),
    )
    yield from (Zoned(None, "", NOW, Found("Мсква", how, (MOSCOW,) if how is not How.UNKNOWN else ())) for how in How)
    for chosen in (Preferences(), Preferences("Europe/Moscow", "ru", 10, previews=True)):
        yield from (Settings(chosen, NOW, DIGEST, NOW), Settings(chosen, NOW))


def keeping() -> Iterator[Reply]:
    """Those to people who keep the archive."""
    for document in (DOCUMENT, Document("д2", "Мост устоит.")):
        one = Understood(document, 7, tuple(f"Анна {n}" for n in range(7)))
        yield from (
            BroughtIn((one,), added=1),
            BroughtIn((one,), updated=1),
            BroughtIn((replace(one, speakers=()),), unchanged=1),
        )
    yield BroughtIn((one, one), 2, 3, 4, (("мост", "it is damaged"),), 9)
    yield BroughtIn(added=2, taken_back=True)
    feed = Feed(1, "лента", "Вести", paused=False, state=FeedState(NOW), documents=3)
    failing = replace(feed, paused=True, state=FeedState(NOW, checked_at=NOW, failures=2, error="it does not answer in time"))
    yield from (Looked(feed, new=1, changed=2, failed=3), Looked(feed, "it is no feed"), Looked(feed, put_off=True))
    yield from (TakenUp(((feed, True), *[(feed, False)] * 12)), TakenUp(refused="there is no such page (404)"))
    channels = tuple(TelegramChannel(-1 - n, "Канал", None, *told) for n, told in enumerate(product((True, False), repeat=2)))
    later = NOW + timedelta(hours=7)
    yield from (Sources((), NOW), Sources((feed, failing), later, {1: 5}, 3, 9, channels))
    yield from (FeedShown(one, later, 5, asks) for one in (feed, failing) for asks in (True, False))


# What is typed as it stands, and names.
TYPED = re.compile(
    r"[A-Z]\w+/\w+|/[a-z]+(?: [\w:|/]+)*|\b(?:from|speaker|since|until):\S+|\b(?:quotations|names|previews)\b[^.;,]*"
)
NAMES = {"Telegram", "Briefbot", "Ctrl", "Politico", "English", "en", "ru", "auto", "language", "tz", "digest"}


def english(shown: str) -> set[str]:
    """The words in Latin letters that are neither typed nor names."""
    return set(re.findall(r"[A-Za-z]{2,}", TYPED.sub("", re.sub(r"<[^>]*>", "", shown)))) - NAMES


def test_every_kind_of_reply_is_among_them() -> None:
    """A new kind of reply is to be drawn here too."""
    assert {type(reply) for reply in replies()} == set(get_args(Reply))


@pytest.mark.parametrize("kind", get_args(Reply), ids=lambda kind: kind.__name__)
def test_no_english_word_is_left(kind: type[Reply]) -> None:
    """In Telegram and in the console: what is drawn got the reader's locale on its whole way."""
    for reply in replies():
        if isinstance(reply, kind):
            for shown in (*telegram_replies.render(reply, RUSSIAN), plain(reply, RUSSIAN)):
                assert not english(shown), shown


def test_no_english_word_is_left_on_buttons() -> None:
    """Under answers, menus, digests, zones and reports."""
    drawn = [
        keyboards.under_answer(1, CITED, more=True, choices=("Анна Ким",), locale=RUSSIAN),
        keyboards.under_answer(1, CITED[:1], more=True, locale=RUSSIAN, shared=Shared("https://t.me/b?start=q1")),
        keyboards.menu(1, 1, CITATION, locale=RUSSIAN, shared=Shared("https://t.me/b?start=q1", "q1")),
        keyboards.to_follow(1, RUSSIAN),
        keyboards.under_report(1, RUSSIAN, others=True),
        keyboards.to_next_report(1, RUSSIAN),
        keyboards.of_languages(RUSSIAN, "ru"),
        *(digest.under(reply, RUSSIAN) for reply in digests()),
        keeping_keyboards.under_submission(1, Offers(take_back=True, amend=True, follow=True, accept=True), RUSSIAN),
        keeping_keyboards.under_question(1, RUSSIAN),
        *(keeping_keyboards.of_sources(reply, 1, RUSSIAN) for reply in keeping() if isinstance(reply, Sources)),
        *(keeping_keyboards.of_feed(reply, RUSSIAN) for reply in keeping() if isinstance(reply, FeedShown)),
        zone_keyboards.keyboard((MOSCOW,), NOW, RUSSIAN, private=True),
    ]
    labels = [button.label for keyboard in drawn for row in keyboard for button in row]
    assert len(labels) > 20
    assert not [label for label in labels if english(label)]


def test_no_english_word_is_left_beside_answers() -> None:
    """What the bot says of itself, of commands, and of limits."""
    said = [
        bot_phrases.welcome(CATALOGUE, ("Что сказала Анна Ким?",), RUSSIAN),
        bot_phrases.group_welcome("бот", RUSSIAN),
        bot_phrases.offer(CATALOGUE, RUSSIAN),
        bot_phrases.too_many_questions(20, timedelta(seconds=41), RUSSIAN),
        bot_phrases.too_many_acts(200, timedelta(seconds=2), RUSSIAN),
        *map(RUSSIAN.say, menu(Menu.ADMIN).values()),
        *telegram_replies.latest([DOCUMENT], RUSSIAN),
        *telegram_replies.report(CASE, 0, RUSSIAN),
        *telegram_replies.report(CASE, 3, RUSSIAN),
        *citations.citation_to_copy(CITATION, RUSSIAN),
    ]
    assert not [one for one in said if english(one) - {"ID"}]
