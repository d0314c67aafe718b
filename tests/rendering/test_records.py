"""Records for scripts: each field of what `--json` prints, and its null case."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from briefbot.digests.explanation import Explained, Fate, FollowCount
from briefbot.digests.model import Contents, News, Section, Statement
from briefbot.digests.subscription import Destination, Subscription
from briefbot.feeds.model import Feed, FeedState
from briefbot.holdings import Holding
from briefbot.model import Answer, Citation, Document, Gap, Kind, Missing, Span
from briefbot.reading.copies import Copy
from briefbot.reading.withdrawn import WithdrawnQuotation
from briefbot.rendering import records, understanding

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
TEXT = "It rained. “It will stand,” Ann Moss said."
DOCUMENT = Document("d1", TEXT, "The bridge", "The Post", date(2016, 9, 8), url="https://example.org/d1")
CITED = Citation(1, 0, DOCUMENT, Span(12, 25), Kind.DIRECT, "Ann Moss", 2.5, context=Span(0, 10), parts=(Span(12, 14),))
TOLD = {
    "text": "It will stand", "kind": "direct", "speaker": "Ann Moss", "document": "d1", "title": "The bridge",
    "source": "The Post", "url": "https://example.org/d1", "date": "2016-09-08", "start": 12, "end": 25, "score": 2.5,
    "parts": [{"start": 12, "end": 14}], "context": {"start": 0, "end": 10},
}  # fmt: skip
BARE = Citation(2, 0, Document("d2", TEXT), Span(0, 10), Kind.REPORTED, None, 1.0)
BARELY: dict[str, object] = {
    "text": "It rained.", "kind": "reported", "speaker": None, "document": "d2", "title": None, "source": None, "url": None,
    "date": None, "start": 0, "end": 10, "score": 1.0, "parts": [], "context": None,
}  # fmt: skip


def test_an_answer_has_its_quotes_what_is_near_and_what_is_further_off() -> None:
    """Each with those of the same words elsewhere and those that deny them; nothing in place of what there is not."""
    given = Answer((replace(CITED, also=(BARE,), denials=(BARE,)),), further=(BARE,), silent=("Bo Lind",))
    assert records.answer("q1", "What did Ann Moss say?", given) == {
        "id": "q1", "question": "What did Ann Moss say?", "answered": True, "gap": None,
        "quotes": [{**TOLD, "also": [BARELY], "denials": [BARELY]}],
        "days": [], "near": [], "choices": [], "silent": ["Bo Lind"], "taken": [],
        "further": [{**BARELY, "also": [], "denials": []}],
    }  # fmt: skip


def test_a_gap_is_told_in_the_language_of_the_question() -> None:
    """And what is near stands beside it."""
    refused = Answer(gap=Gap(Missing.SILENT, who="Ann Moss"), near=(BARE,), choices=("Ann Moss", "Bo Moss"))
    english = records.answer(None, "What did Ann Moss say?", refused)
    russian = records.answer(None, "Что сказала Энн Мосс?", refused)
    assert english["id"] is None
    assert english["answered"] is False
    assert english["near"] == [{**BARELY, "also": [], "denials": []}]
    assert english["choices"] == ["Ann Moss", "Bo Moss"]
    assert english["gap"].isascii()
    assert not russian["gap"].replace("Ann Moss", "").isascii()


def test_a_document_is_told_without_its_text() -> None:
    """Its date as a day, or null."""
    dated = Holding("d1", "news", "The bridge", "The Post", date(2016, 9, 8), "https://example.org/d1", 3, None)
    assert records.holding(dated)["published"] == "2016-09-08"
    undated = records.holding(replace(dated, published=None, degraded="too much work"))
    assert (undated["published"], undated["degraded"], undated["quotations"]) == (None, "too much work", 3)


def test_a_feed_is_told_with_its_instants_in_utc() -> None:
    """One that was never looked at has no instant of that."""
    feed = Feed(1, "https://example.org/feed", "The Post", paused=True, state=FeedState(NOW, failures=2, error="it is gone"))
    assert records.feed(feed) == {
        "id": 1, "address": "https://example.org/feed", "title": "The Post", "paused": True, "documents": 0, "checked": None,
        "next": "2026-11-29T12:00:00+00:00", "failures": 2, "error": "it is gone",
    }  # fmt: skip
    looked_at = replace(feed, state=replace(feed.state, checked_at=NOW - timedelta(hours=1)))
    assert records.feed(looked_at)["checked"] == "2026-11-29T11:00:00+00:00"
    assert records.look(feed, None, 3, 2, 1) == {
        "address": feed.address, "title": "The Post", "error": None, "added": 3, "updated": 2, "failed": 1,
    }  # fmt: skip


def test_what_came_in_is_counted_and_what_did_not_is_named() -> None:
    """Documents that were refused, degraded and passed over each with the reason, and an export's other records by kind."""
    assert records.report((3, 2, 1), [("a", "no text")], [("b", "too long")], [("c", "no format")]) == {
        "added": 3, "updated": 2, "unchanged": 1, "failed": [{"document": "a", "error": "no text"}],
        "degraded": [{"document": "b", "error": "too long"}], "skipped": [{"document": "c", "reason": "no format"}],
    }  # fmt: skip
    assert records.moved({"feed": 2}, [("link 3", "taken")]) == {
        "moved": {"feed": 2}, "left": [{"record": "link 3", "reason": "taken"}],
    }  # fmt: skip


def test_a_digest_is_told_with_what_it_holds() -> None:
    """Whose it is, when it is due, and each statement with the follow that it is for and its other places."""
    lead, other = (News(citation, "f", NOW) for citation in (CITED, BARE))
    contents = Contents((Section("Moss", (Statement(lead, (other,)),)),), 4, NOW - timedelta(days=1), NOW)
    told = records.digest(
        Explained(
            Destination(7, 2),
            Fate.SENT,
            Subscription(1, Destination(7, 2), NOW, zone="Europe/Berlin"),
            (date(2026, 11, 29), NOW),
            ((date(2026, 11, 27), NOW),),
            NOW + timedelta(days=1),
            contents,
            (FollowCount("Moss", 5, 1),),
            1,
            2,
        )
    )
    assert told == {
        "chat": 7, "topic": 2, "fate": "sent", "zone": "Europe/Berlin", "day": "2026-11-29", "due": "2026-11-29T12:00:00+00:00",
        "next": "2026-11-30T12:00:00+00:00", "skipped": ["2026-11-27"], "since": "2026-11-28T12:00:00+00:00",
        "until": "2026-11-29T12:00:00+00:00", "shown": 1, "of": 4, "statements": [{"follow": "Moss", **TOLD, "also": [BARELY]}],
        "follows": [{"follow": "Moss", "matched": 5, "delivered": 1}], "delivered": 1, "old": 2,
    }  # fmt: skip


def test_a_digest_that_was_never_set_has_nothing() -> None:
    """Nulls for what there is not."""
    told = records.digest(Explained(Destination(7), Fate.UNKNOWN))
    assert {name: told[name] for name in ("topic", "zone", "day", "due", "next", "since", "until")} == dict.fromkeys(
        ("topic", "zone", "day", "due", "next", "since", "until")
    )
    assert (told["fate"], told["statements"], told["shown"]) == ("unknown", [], 0)


def test_what_became_of_a_document_is_told() -> None:
    """Its copies, why it has another place, and which quotations were withdrawn, until when they stood."""
    copy, gone = Copy("d2", "The Herald", 0.9), WithdrawnQuotation("It burns.", None, NOW)
    assert understanding.history([copy], "its words stayed", [gone]) == {
        "copies": [{"document_id": "d2", "source": "The Herald", "share": 0.9}], "because": "its words stayed",
        "withdrawn": [{"text": "It burns.", "speaker": None, "until": "2026-11-29T12:00:00+00:00"}],
    }  # fmt: skip
