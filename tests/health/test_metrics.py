"""Metrics: what is counted, in a form that Prometheus reads, and what is told where its package is missing."""

import logging
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO

import pytest
from prometheus_client.parser import text_string_to_metric_families

from briefbot.archive import Archive
from briefbot.errors import DatabaseError
from briefbot.health import metrics
from briefbot.health.app import application
from briefbot.health.metrics import NO_METRICS, Channel, DigestOutcome, Gauge, QuestionOutcome, metrics_of
from briefbot.health.monitor import Monitor
from briefbot.health.pulse import Beat
from support.articles import write_articles
from support.pages import pages_of, serving

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def values(exposed: str) -> dict[tuple[str, ...], float]:
    """Each sample by its name and the values of its labels."""
    families = text_string_to_metric_families(exposed)
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


def test_what_is_done_is_counted(new_archive: Callable[[], Archive]) -> None:
    """Questions with how long they took, digests, feeds, errors; sums of the database; the process itself."""
    archive = new_archive()
    archive.ingest([str(write_articles(archive._derived._engine.folder.parent / "a.jsonl", range(5)))], BytesIO())  # type: ignore[attr-defined]
    archive.refresh()
    with archive.store.write() as work:
        work.feeds.add("https://example.org/feed", None, NOW)
    with (
        closing(Monitor(archive, lambda: NOW, {Beat.UPDATES: 120.0, Beat.SCHEDULE: 120.0})) as monitor,
        serving(application(monitor)) as visit,
    ):
        monitor.count()
        counted = monitor.metrics
        counted.question(Channel.TELEGRAM, QuestionOutcome.ANSWERED, 0.3)
        counted.question(Channel.TELEGRAM, QuestionOutcome.ANSWERED, 0.7)
        counted.question(Channel.INLINE, QuestionOutcome.REFUSED, 90.0)
        counted.digest(DigestOutcome.SENT)
        counted.feed(read=False)
        counted.feed(read=True)
        counted.trouble("database")
        monitor.pulse.beat(Beat.UPDATES)
        page = visit("/metrics")
        assert page.headers["content-type"].startswith("text/plain")
        found = values(page.text)
    assert found["briefbot_questions_total", "telegram", "answered"] == 2
    assert found["briefbot_questions_total", "inline", "refused"] == 1
    assert found["briefbot_answer_seconds_bucket", "telegram", "0.5"] == 1
    assert found["briefbot_answer_seconds_sum", "telegram"] == pytest.approx(1.0)
    assert found["briefbot_digest_messages_total", "sent"] == 1
    assert found["briefbot_feed_looks_total", "failed"] == found["briefbot_feed_looks_total", "read"] == 1
    assert found["briefbot_errors_total", "database"] == 1
    assert found["briefbot_documents",] == 5
    assert found["briefbot_quotations",] > 5
    assert (found["briefbot_feeds",], found["briefbot_feeds_overdue",]) == (1, 0)
    assert [found["briefbot_queue_depth", queue] for queue in ("inbox", "outbox", "digests")] == [0, 0, 0]
    assert 0 <= found["briefbot_last_success_age_seconds", "updates"] < 60
    assert ("briefbot_last_success_age_seconds", "schedule") not in found
    assert found["process_resident_memory_bytes",] > 0


def test_a_database_that_fails_hides_no_count() -> None:
    """Its sums are left out; all else is told."""

    def fail() -> Iterable[Gauge]:
        raise DatabaseError("gone")

    counted = metrics_of(fail)
    counted.trouble("database")
    exposed = counted.exposition()
    assert exposed
    found = values(exposed[0].decode())
    assert found["briefbot_errors_total", "database"] == 1
    assert ("briefbot_documents",) not in found


def test_without_its_package_nothing_is_counted(
    new_archive: Callable[[], Archive], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """And who asks is told which package it is; the rest of health is told as ever."""
    monkeypatch.setattr(metrics, "find_spec", lambda _: None)
    archive = new_archive()
    with caplog.at_level(logging.INFO), pages_of(archive) as visit:
        page = visit("/metrics")
        assert visit("/?q=what+was+said+about+bridges").status == 200
        assert visit("/healthz").status == 200
    assert page.status == 501
    assert (
        page.text
        == "Metrics need the package prometheus-client; install Briefbot with its extra: pip install 'briefbot[metrics]'.\n"
    )
    assert "briefbot[metrics]" in caplog.text


def test_nothing_is_counted_where_nobody_can_ask() -> None:
    """A bot without a place to tell health has no cost of it."""
    NO_METRICS.question(Channel.WEB, QuestionOutcome.ANSWERED, 1.0)
    NO_METRICS.digest(DigestOutcome.SENT)
    NO_METRICS.feed(read=True)
    NO_METRICS.trouble("other")
    assert NO_METRICS.exposition() is None


def test_questions_to_pages_are_counted(new_archive: Callable[[], Archive], monkeypatch: pytest.MonkeyPatch) -> None:
    """By what came of them, and with no word of them; other pages and small talk are no questions."""
    archive = new_archive()
    with pages_of(archive) as visit:
        for path in ("/?q=what+did+SECRETIVE+say+of+bridges", "/?q=thanks", "/sources"):
            assert visit(path).status == 200

        def fail(*_: object, **__: object) -> None:
            raise ValueError("SECRETIVE")

        monkeypatch.setattr(archive, "ask", fail)
        broken = visit("/?q=what+did+SECRETIVE+say")
        page = visit("/metrics")
    assert broken.status == 500
    found = values(page.text)
    questions = {name: value for name, value in found.items() if name[0] == "briefbot_questions_total"}
    assert questions == {
        ("briefbot_questions_total", "web", "refused"): 1,
        ("briefbot_questions_total", "web", "failed"): 1,
    }
    assert found["briefbot_errors_total", "answering"] == 1
    assert "SECRETIVE" not in page.text
