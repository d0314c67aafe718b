"""Limits: questions are counted as questions, other acts by themselves, and whoever is over a limit hears of it, once."""

from datetime import UTC, datetime, timedelta

import pytest

from botapi.deployment import ADMIN, Deployment
from briefbot.telegram.controllers.limits import Excess, Kind, RateLimiter

ASK = "What did Lavrov say about missile defense?"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    """An instant so long after noon."""
    return NOON + timedelta(seconds=seconds)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        """The time that it shows."""
        return self.now


def test_presses_are_no_questions(deployment: Deployment) -> None:
    """25 presses, and then a question: it is answered."""
    api = deployment.api
    with deployment.running(clock=Clock()):
        api.say(7, ASK)
        (answer,) = api.answers(7, 1)
        menu = answer.button("1")["callback_data"]
        for _ in range(25):
            api.press(answer, "", data=menu)
        api.wait(lambda: len(api.toasts) == 25)
        api.say(7, ASK)
        assert api.answers(7, 2)[1].quotes()


def test_commands_are_no_questions(deployment: Deployment) -> None:
    """23 × /help, and then a question: all are answered."""
    api = deployment.api
    with deployment.running(clock=Clock()):
        for _ in range(23):
            api.say(7, "/help")
        api.say(7, ASK)
        assert api.answers(7, 24)[23].quotes()


def test_who_asks_too_much_is_told_once_and_when_it_ends(deployment: Deployment) -> None:
    """One notice with the seconds that are left, nothing after it; and from that moment on questions are answered again."""
    api, clock = deployment.api, Clock()
    with deployment.running(clock=clock, questions_per_minute=3):
        for _ in range(3):
            api.say(7, ASK)
        api.answers(7, 3)
        clock.now = after(18)
        for _ in range(4):
            api.say(7, ASK)
        api.say(7, "/help")  # is no question: it is answered, behind the four
        notice, help_ = api.answers(7, 5)[3:]
        assert notice.text == (
            "That is more than 3 questions in a minute. You can go on in 42 seconds; what you send before that is not answered."
        )
        assert help_.text.startswith("Ask in")
        clock.now = after(60)
        api.say(7, ASK)
        assert api.answers(7, 6)[5].quotes()


@pytest.mark.parametrize("act", ["press", "command", "picture"])
def test_who_acts_too_much_is_told_once_and_when_it_ends(deployment: Deployment, act: str) -> None:
    """Whatever else is done has a limit of its own, ten times as wide; questions are answered all the same."""
    api = deployment.api

    def do() -> None:
        match act:
            case "press":
                api.press(answer, "", data=menu)
            case "command":
                api.say(7, "/help")
            case _:
                api.say(7, "", photo=[])

    with deployment.running(clock=Clock(), questions_per_minute=2):
        api.say(7, ASK)
        (answer,) = api.answers(7, 1)
        menu = answer.button("1")["callback_data"]
        for number in range(24):
            do()
            if act == "press":  # one after the other: presses that wait are merged
                api.wait(lambda: len(api.toasts) > number)  # noqa: B023 (called here)
        api.say(7, ASK)
        api.wait(lambda: len([one for one in api.to(7) if one.quotes()]) == 2)
    told = api.toasts if act == "press" else [one.text for one in api.to(7)]
    waits = "You can go on in 60 seconds; what you send before that is not answered."
    limit = f"That is more than 20 commands and buttons in a minute. {waits}"
    assert [text for text in told if text.startswith("That is more")] == [limit]
    assert not any(told[21:]) or act != "press"


def test_a_stranger_to_a_private_bot_is_told_so_within_the_limit(deployment: Deployment) -> None:
    """Whom nobody let in cannot have the bot write without end either."""
    api = deployment.api
    with deployment.running(clock=Clock(), questions_per_minute=1, private=True):
        for _ in range(15):
            api.say(7, ASK)
        api.say(ADMIN, "/help")
        api.answers(ADMIN, 1)
        api.answers(7, 11)
    assert [one.text[:12] for one in api.to(7)] == ["This bot is "] * 10 + ["That is more"]


def test_an_edit_is_a_question(deployment: Deployment) -> None:
    """Changing a question has it answered again, and counts as asking."""
    api = deployment.api
    with deployment.running(clock=Clock(), questions_per_minute=2):
        number = api.say(7, ASK)
        (answer,) = api.answers(7, 1)
        before = answer.text
        api.edit(7, number, "What did Lavrov say about Syria?")
        api.wait(lambda: answer.text != before)
        api.edit(7, number, ASK)
        assert api.answers(7, 2)[1].text.startswith("That is more than 2 questions")


def test_the_admins_have_no_limit(deployment: Deployment) -> None:
    """Whoever runs the bot may ask as much as they like."""
    api = deployment.api
    with deployment.running(clock=Clock(), questions_per_minute=1):
        for _ in range(3):
            api.say(ADMIN, ASK)
        assert all(one.quotes() for one in api.answers(ADMIN, 3))


# The limiter itself


def taken(limiter: RateLimiter, update_id: int, seconds: float, kind: Kind = Kind.QUESTION, person: int = 7) -> Excess | None:
    """What becomes of an act so long after noon."""
    return limiter.take(person, kind, update_id, after(seconds))


def test_an_excess_ends_when_the_oldest_question_is_a_minute_old() -> None:
    """It is told once each time, also to whoever goes on asking without a pause."""
    limiter = RateLimiter(2)
    assert taken(limiter, 1, 0) is taken(limiter, 2, 10) is None
    assert taken(limiter, 3, 11) == Excess(after(60), is_told=True)
    assert taken(limiter, 4, 59.9) == Excess(after(60), is_told=False)
    assert taken(limiter, 5, 60) is None
    assert taken(limiter, 6, 61) == Excess(after(70), is_told=True)
    assert taken(limiter, 7, 62) == Excess(after(70), is_told=False)


def test_an_update_that_is_tried_again_counts_once() -> None:
    """When the database failed, the same update comes again: it is taken, or told, as before."""
    limiter = RateLimiter(1)
    assert taken(limiter, 1, 0) is taken(limiter, 1, 0) is None
    assert taken(limiter, 2, 1) == taken(limiter, 2, 1) == Excess(after(60), is_told=True)


def test_kinds_and_people_are_counted_apart() -> None:
    """Nobody's acts use up what is another's, or another kind's."""
    limiter = RateLimiter(1)
    assert taken(limiter, 1, 0) is taken(limiter, 2, 0, Kind.ACT) is taken(limiter, 3, 0, person=8) is None
    assert taken(limiter, 4, 0) is not None


def test_a_limit_of_nothing() -> None:
    """Where no question is allowed at all, whoever asks is told so once a minute."""
    limiter = RateLimiter(0)
    assert taken(limiter, 1, 0) == Excess(after(60), is_told=True)
    assert taken(limiter, 2, 1) == Excess(after(60), is_told=False)
    assert taken(limiter, 3, 60) == Excess(after(120), is_told=True)
