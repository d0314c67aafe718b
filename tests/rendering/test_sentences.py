"""What Briefbot says of documents, feeds and digests: sentences of its own, with what they tell of."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from briefbot.answering.questions.model import Order, Query
from briefbot.dialogue.replies import Answered, Publishers
from briefbot.dialogue.statistics import Activity, Period, Refused
from briefbot.digests.subscription import Destination, Subscription
from briefbot.feeds.model import Feed, FeedState
from briefbot.holdings import Holding
from briefbot.model import (
    Answer,
    Attribution,
    Catalogue,
    Citation,
    Document,
    Gap,
    Kind,
    Missing,
    Passage,
    Reason,
    Span,
    SpeakerSource,
    Verdict,
)
from briefbot.rendering import (
    activity,
    bot_phrases,
    digest_phrases,
    explanation,
    feed_phrases,
    phrases,
    records,
    setting_phrases,
    understanding,
)
from briefbot.rendering.blocks import Block
from briefbot.rendering.replies import latest
from briefbot.rendering.text import plain, written
from briefbot.wording.locale import ENGLISH, reader_locale

RUSSIAN = reader_locale("ru")
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
STATE = FeedState(NOW + timedelta(minutes=30))
FEED = Feed(2, "https://herald.example/all.xml", "The Herald", paused=False, state=STATE, documents=3)
TEXT = "“It will stand,” said Agnes Holm. Bo Lind called it “a brave guess”. The end."
DOCUMENT = Document(
    "a1", TEXT, "The bridge", "The Post", date(2016, 9, 8), url="https://post.example/a1", author="Cy Hale", language="en"
)


def shown(block: Block) -> str:
    """A block as a terminal shows it."""
    return "\n".join(line.text for line in written([block]))


def passage(words: str, kind: Kind, speaker: str | None) -> Passage:
    """Words of the document."""
    start = TEXT.index(words)
    source = SpeakerSource(Attribution.NAMED if speaker else Attribution.UNNAMED, speaker, None, None, 1.0)
    return Passage(Span(start, start + len(words)), kind, source)


PASSAGES = [
    passage("It will stand,", Kind.DIRECT, "Agnes Holm"),
    passage("Bo Lind called it “a brave guess”.", Kind.MIXED, None),
    passage("The end.", Kind.REPORTED, None),
]


def test_a_feed_that_was_added() -> None:
    """By its title, where it is known, and told from one that was there."""
    assert feed_phrases.added(FEED.address, "The Herald", is_new=True) == "Added: The Herald (https://herald.example/all.xml)"
    assert feed_phrases.added(FEED.address, None, is_new=False) == "There already: https://herald.example/all.xml"


@pytest.mark.parametrize(
    ("one", "when"),
    [
        (FEED, "due in 30 minutes"),
        (replace(FEED, state=FeedState(NOW + timedelta(hours=5))), "due in 5 hours"),
        (replace(FEED, state=FeedState(NOW)), "due now"),
        (replace(FEED, paused=True), "paused"),
    ],
)
def test_a_feed_tells_when_it_is_looked_at_next(one: Feed, when: str) -> None:
    """With its number, its address and what it brought."""
    assert feed_phrases.feed(one, NOW).split("\n") == [
        "2. The Herald",
        "    https://herald.example/all.xml",
        f"    3 documents · {when}",
    ]


def test_a_feed_that_fails_tells_why() -> None:
    """And how often in a row."""
    failing = replace(FEED, title=None, state=replace(STATE, failures=2, error="it is no feed"))
    assert feed_phrases.feed(failing, NOW).split("\n")[-1] == "    failed 2 times in a row: it is no feed"
    assert feed_phrases.look(failing, "it is no feed", 0, 0, 0) == "https://herald.example/all.xml: it is no feed."


def test_a_look_at_a_feed_tells_what_it_brought() -> None:
    """What is none is left out, but for what is new."""
    assert feed_phrases.look(FEED, None, 0, 0, 0) == "The Herald: 0 new"
    assert feed_phrases.look(FEED, None, 3, 1, 2) == "The Herald: 3 new, 1 changed, 2 could not be had"


def test_a_feed_for_scripts() -> None:
    """Instants in ISO 8601; what is not known is null."""
    assert records.feed(FEED) == {
        "id": 2, "address": FEED.address, "title": "The Herald", "paused": False, "documents": 3,
        "checked": None, "next": "2026-03-02T10:30:00+00:00", "failures": 0, "error": None,
    }  # fmt: skip
    assert records.feed(replace(FEED, state=replace(STATE, checked_at=NOW)))["checked"] == "2026-03-02T10:00:00+00:00"
    told = records.look(FEED, None, 3, 1, 2)
    assert (told["added"], told["updated"], told["failed"], told["error"]) == (3, 1, 2, None)


def test_a_document_as_it_was_understood() -> None:
    """Its fields, and who speaks in it; what is not known is said to be unknown."""
    assert understanding.understood(DOCUMENT, PASSAGES).split("\n") == [
        "a1",
        "    title:       The bridge",
        "    date:        2016-09-08",
        "    publisher:   The Post",
        "    author:      Cy Hale",
        "    address:     https://post.example/a1",
        "    language:    en",
        "    quotations:  2, of Agnes Holm",
    ]
    bare = understanding.understood(Document("b", "Nothing."), [])
    assert bare.count("unknown") == 6
    assert bare.endswith("quotations:  0")


def test_of_many_speakers_some_are_named() -> None:
    """And how many there are besides."""
    many = [passage("It will stand,", Kind.DIRECT, f"Speaker {number}") for number in range(7)]
    assert understanding.understood(DOCUMENT, many).endswith(
        "7, of Speaker 0, Speaker 1, Speaker 2, Speaker 3, Speaker 4 and 2 more"
    )


def test_what_is_spoken_in_a_document() -> None:
    """In the order of its text; marks stand around whole quotations alone."""
    assert understanding.spoken(DOCUMENT, PASSAGES) == (
        "“It will stand,” — Agnes Holm\nBo Lind called it “a brave guess”. — nobody named"
    )


def test_a_document_as_it_was_understood_for_scripts() -> None:
    """The same."""
    told = understanding.record(replace(DOCUMENT, published_at=NOW), PASSAGES)
    assert (told["published"], told["published_at"]) == ("2016-09-08", "2026-03-02T10:00:00+00:00")
    assert (told["quotations"], told["speakers"]) == (2, ["Agnes Holm"])
    assert understanding.record(Document("b", "Nothing."), [])["published"] is None


def test_a_document_of_the_archive_in_a_line() -> None:
    """What is not known of it is left out."""
    held = Holding("a1", "a1.txt", "The bridge", "The Post", date(2016, 9, 8), None, 2, None)
    assert phrases.holding(held) == "The bridge · The Post · 8 September 2016 · 2 quotations"
    assert records.holding(held)["published"] == "2016-09-08"
    assert records.holding(replace(held, published=None))["published"] is None
    assert phrases.provenance(DOCUMENT) == "The bridge · The Post · 8 September 2016"
    assert phrases.provenance(Document("b", "Nothing.")) == "b · no date"
    assert phrases.removed(2) == "2 documents removed."


def test_what_bringing_documents_in_did() -> None:
    """What is none is left out, but for what is new."""
    assert phrases.report(0, 0, 0, 0) == "0 documents added."
    assert phrases.report(3, 1, 2, 4, 5) == (
        "3 documents added, 1 updated, 2 unchanged, 4 refused, 5 kept without their quotations."
    )
    told = records.report((3, 1, 2), [("a.txt", "no text")], [("b.txt", "odd")], [("c.bin", "no format")])
    assert told == {
        "added": 3, "updated": 1, "unchanged": 2, "failed": [{"document": "a.txt", "error": "no text"}],
        "degraded": [{"document": "b.txt", "error": "odd"}], "skipped": [{"document": "c.bin", "reason": "no format"}],
    }  # fmt: skip


def test_documents_that_a_search_found() -> None:
    """Best first."""
    assert records.ranking("q1", ["b", "a"]) == {"query": "q1", "ranking": ["b", "a"]}


@pytest.mark.parametrize(
    ("ago", "told"),
    [
        (timedelta(minutes=5), "You asked this 5 minutes ago"),
        (timedelta(hours=3), "You asked this 3 hours ago"),
        (timedelta(days=4), "You asked this 4 days ago"),
    ],
)
def test_a_question_that_waited_long_tells_how_long(ago: timedelta, told: str) -> None:
    """In minutes, hours or days."""
    assert bot_phrases.late(ago, ENGLISH) == f"{told}, while the bot was not running."


def test_a_report_that_was_settled() -> None:
    """With the name, or without one."""
    assert bot_phrases.settled("Agnes Holm", ENGLISH) == "Settled: these words are Agnes Holm’s."
    assert bot_phrases.settled(None, ENGLISH) == "Settled: nobody is named under these words."


def test_whoever_set_a_digest_in_a_group_is_told_what_became_of_it() -> None:
    """By the group's number, with what can be done."""
    assert "group -50 is paused" in digest_phrases.group_paused(-50, ENGLISH)
    assert "/digest off" in digest_phrases.topic_closed(-50, ENGLISH)


def test_an_empty_archive_has_no_newest_documents() -> None:
    """It says that it is empty."""
    (notice,) = latest((), ENGLISH)
    assert notice == latest([], ENGLISH)[0]
    assert "archive is empty" in str(notice)


ACTIVITY = Activity(
    date(2026, 3, 3),
    (Period(1, 2, 1, 1, 0, 0, 3), Period(30, 1200, 1000, 150, 50, 12, 1)),
    (2, 0, 5),
    (1, 0, 0),
    (Refused(Missing.STRANGER, "Agnes Holm", 7), Refused(Missing.NOTHING, "", 1)),
    (("The Post", 1500), ("", 2)),
)


def test_what_went_on_is_told_in_sums() -> None:
    """Of each period, then what was refused and what was cited most; nothing of what there was none."""
    sums, refused, cited = (shown(block) for block in activity.blocks(ACTIVITY, ENGLISH))
    assert "today: 2 questions, 1 answered, 1 not answered, 0 errors, 0 digests, 3 quotations passed on" in sums
    assert "30 days: 1,200 questions, 1,000 answered" in sums
    assert "7 × nobody of that name: Agnes Holm" in refused
    assert "1 × nothing on that" in refused
    assert "1,500 × The Post" in cited
    assert len([*activity.blocks(replace(ACTIVITY, refused_most=(), cited_most=()), ENGLISH)]) == 1


def test_quotations_that_were_checked_are_told_by_verdict() -> None:
    """Where any were; how many in each period, and what came of them."""
    periods = (replace(ACTIVITY.periods[0], checked=1), replace(ACTIVITY.periods[1], checked=12))
    checked = tuple((verdict, number) for number, verdict in enumerate(Verdict, start=1))
    sums, *_, told = (shown(block) for block in activity.blocks(replace(ACTIVITY, periods=periods, checked=checked), ENGLISH))
    assert "3 quotations passed on, 1 quotation checked" in sums
    assert "12 quotations checked" in sums
    assert told.splitlines() == [
        "Quotations that were checked",
        "1 × said in these words",
        "2 × altered",
        "3 × stitched together",
        "4 × somebody else’s",
        "5 × the paper’s words",
        "6 × denied",
        "7 × not in this archive",
    ]


def test_what_a_chart_shows_is_told_in_words_too() -> None:
    """The days on which something was asked, newest first, under what stands beneath the picture."""
    chart, beneath = activity.chart(ACTIVITY, ENGLISH)
    assert chart.labels == ("1 Mar", "2 Mar", "3 Mar")
    assert beneath == "Questions and refusals by day (UTC), 1 March 2026 – 3 March 2026."
    told = shown(activity.by_day(ACTIVITY, ENGLISH))
    assert beneath in told
    assert told.index("3 Mar: 5 questions, 0 not answered") < told.index("1 Mar: 2 questions, 1 not answered")
    assert "2 Mar" not in told
    assert activity.chart(ACTIVITY, RUSSIAN)[0].labels[0] == RUSSIAN.day_and_month(date(2026, 3, 1)) != "1 Mar"


def test_a_digest_that_goes_on_where_a_chat_comes_back() -> None:
    """How many follows are on, and when the digest comes."""
    digest = Subscription(1, Destination(7), NOW, switched_on=True, zone="UTC", at=time(8, 30))
    assert digest_phrases.resumed(digest, NOW, 2, ENGLISH).startswith("You follow 2 things here. ")


def test_days_of_the_week_are_named_in_the_readers_language() -> None:
    """Monday is the first."""
    assert [ENGLISH.weekday(day) for day in (0, 6)] == ["Mon", "Sun"]
    assert RUSSIAN.weekday(0) != RUSSIAN.weekday(6) != "Sun"
    assert setting_phrases.quotations(5, ENGLISH) == "5 quotations"


CITED = Citation(1, 0, DOCUMENT, Span(1, 15), Kind.DIRECT, "Agnes Holm", 1.0)


def test_an_answer_for_scripts() -> None:
    """With its places in the stored text; why there is none is told in the language of the question."""
    told = records.answer("q1", "What did Holm say?", Answer((CITED,), choices=("Agnes Holm", "Bo Holm")))
    assert (told["answered"], told["gap"], told["choices"]) == (True, None, ["Agnes Holm", "Bo Holm"])
    (quote,) = told["quotes"]
    assert (quote["text"], TEXT[quote["start"] : quote["end"]], quote["date"]) == ("It will stand,",) * 2 + ("2016-09-08",)
    gaps = [records.answer(None, question, Answer(gap=Gap(Missing.NOTHING)))["gap"] for question in ("bridge?", "мост?")]
    assert gaps[0] == phrases.gap(Gap(Missing.NOTHING), ENGLISH) != gaps[1] == phrases.gap(Gap(Missing.NOTHING), RUSSIAN)


def test_what_is_further_off_is_told_to_be() -> None:
    """Before its first quotation; and no publishers make no list."""
    assert plain(Answered(Answer((CITED,), off=True))).split("\n")[0] == "Further off:"
    assert plain(Publishers(())) == ""


def test_a_question_that_was_looked_into_tells_of_what_is_further_off() -> None:
    """Behind what answers, with numbers that go on."""
    told = [*explanation.sentences(Query("bridge?", "bridge"), Answer((CITED,), further=(replace(CITED, key=2),)))]
    assert told[-1].startswith("2. further off: ")


def test_an_explanation_tells_what_was_substituted_left_out_and_sorted() -> None:
    """Whom a slip was taken for, whose words do not count, what must stand and must not, and by which order."""
    query = Query(
        "?",
        "bridge",
        taken=(("Hom", "Agnes Holm"),),
        objects=("Bo Lind",),
        phrases=("will stand",),
        excluded=("sheep",),
        shown=((1, 0),),
    )
    assert [*explanation.reading(replace(query, order=Order.NEWEST))][3:] == [
        "Not in the archive: Hom; looked for Agnes Holm instead",
        "Not in the words of: Bo Lind",
        "Word for word: will stand",
        "Left out is what has: sheep",
        "Left out is what was shown before.",
        "Sorted by day, the newest first.",
    ]
    assert [*explanation.reading(replace(query, order=Order.OLDEST))][-1] == "Sorted by day, the oldest first."


def test_a_reason_tells_what_was_put_together() -> None:
    """Parts of one statement, and copies of the same words."""
    why = Reason(1.0, 1.0, 1.0, 0.5, ())
    parts = (Span(1, 3), Span(4, 8))
    merged = replace(CITED, reason=why, parts=parts, also=(replace(CITED, key=2), replace(CITED, key=3)))
    assert explanation.reason(merged).endswith("; 2 parts put together; the same in 2 more documents")
    assert explanation.reason(replace(merged, also=(CITED,), parts=())).endswith("; the same in 1 more document")


def test_a_welcome_to_an_archive_without_questions_to_try_offers_none() -> None:
    """It tells what there is all the same."""
    assert "Try one of these" not in bot_phrases.welcome(Catalogue(), (), ENGLISH)
    assert "• Who spoke?" in bot_phrases.welcome(Catalogue(), ("Who spoke?",), ENGLISH)
