"""What questions count as: nobody who asked is in it, and a refusal says for whom or what."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from briefbot.answering.questions.model import Query
from briefbot.dialogue.outgoing import Chart, OutgoingMessage
from briefbot.dialogue.statistics import PERIODS, Activity, Count, Counted, Period, counts_of_page, counts_of_question
from briefbot.model import Answer, Citation, Document, Gap, Kind, Missing, Span

TEXT = "We will finish the bridge."


def cited(key: int, source: str | None) -> Citation:
    """A citation from a publisher."""
    return Citation(key, 0, Document("a", TEXT, source=source), Span(0, len(TEXT)), Kind.DIRECT, "Agnes Holm", 1.0)


def refused(gap: Gap, topic: str = "Fishing quotas, fishing?") -> Count:
    """What a refusal counts as."""
    asked, count = counts_of_question(Query("Never counted", topic, own_topic=topic), Answer(gap=gap))
    assert asked == Count(Counted.ASKED)
    return count


def test_an_answer_counts_once_and_each_publisher_it_cites() -> None:
    """A question, an answer, and a publisher for each quotation."""
    answer = Answer(citations=(cited(1, "Post"), cited(2, "Post"), cited(3, None)))
    assert list(counts_of_question(Query("Who?", "bridge"), answer)) == [
        Count(Counted.ASKED),
        Count(Counted.ANSWERED),
        Count(Counted.CITED, subject="Post"),
        Count(Counted.CITED, subject="Post"),
        Count(Counted.CITED),
    ]
    assert Count(Counted.ASKED) not in counts_of_page(answer)


def test_a_refusal_counts_with_what_was_asked_for() -> None:
    """The name, the paper, or the words of the question, each once and in small letters, whichever the reason is about."""
    assert refused(Gap(Missing.STRANGER, who="Angela Merkel")) == Count(Counted.REFUSED, "stranger", "Angela Merkel")
    assert refused(Gap(Missing.SOURCE, source="The Sun")) == Count(Counted.REFUSED, "source", "The Sun")
    assert refused(Gap(Missing.SILENT, who="Agnes Holm")) == Count(Counted.REFUSED, "silent", "Agnes Holm: fishing quotas")
    assert refused(Gap(Missing.NOTHING)) == Count(Counted.REFUSED, "nothing", "fishing quotas")
    assert refused(Gap(Missing.DATES), "") == Count(Counted.REFUSED, "dates", "")


@given(st.text(), st.sampled_from(Missing), st.none() | st.text())
def test_a_subject_is_short(topic: str, why: Missing, who: str | None) -> None:
    """Whatever was asked, what is kept of it fits into a line."""
    count = refused(Gap(why, who=who), topic)
    assert len(count.subject) <= 80
    assert count.reason == why


def test_the_days_end_with_the_present_one() -> None:
    """There is a day for each number, one after the other."""
    activity = Activity(date(2026, 3, 1), tuple(map(Period, PERIODS)), (0,) * 30, (0,) * 30, (), ())
    assert (activity.days[0], activity.days[-1], len(activity.days)) == (date(2026, 1, 31), date(2026, 3, 1), 30)


@given(
    st.lists(st.tuples(st.text(max_size=9), st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1),
    st.text(min_size=1),
)
def test_a_chart_survives_the_database(bars: list[tuple[str, int, int]], name: str) -> None:
    """A letter with a chart is the same after it was kept as JSON; the picture is not in it."""
    labels, one, other = zip(*bars, strict=True)
    letter = OutgoingMessage("photo", "beneath", chart=Chart(labels, ((name, one), ("refusals", other))))
    assert OutgoingMessage.of(letter.record()) == letter
