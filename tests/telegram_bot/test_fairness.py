"""Fairness: nobody keeps others of a chat waiting, whatever they press, edit or report."""

import asyncio
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botapi import BotApi, Sent
from botapi.deployment import Deployment
from briefbot.telegram.transport.fair_queue import NOBODY, FairQueue, Job, Turn
from briefbot.telegram.transport.pacing import Pace

ASK = "What did Lavrov say about missile defense?"
SYRIA = "What did Lavrov say about Syria?"


def edits(api: BotApi, message: Sent) -> int:
    """How often a message of the bot's was changed."""
    asked = (form for _, method, form in list(api.calls) if method.startswith("editMessage"))
    return sum((form["chat_id"], form["message_id"]) == (message.chat_id, message.message_id) for form in asked)


def question(api: BotApi, chat: int, person: int) -> Sent:
    """The answer to a question in a group."""
    number = api.say(chat, f"/ask {ASK}", person=person)
    api.wait(lambda: any(one.reply_to == number for one in api.to(chat)))
    return next(one for one in api.to(chat) if one.reply_to == number)


def test_presses_of_one_person_keep_no_other_one_waiting(deployment: Deployment) -> None:
    """30 presses of one person's in a group, at Telegram's own pace: before another's answer come two changes at most."""
    api = deployment.api
    api.group(-50)
    with deployment.running(paced=True):
        answer = question(api, -50, 7)
        before = edits(api, answer)
        buttons = [button["callback_data"] for button in answer.keyboard[0] if "callback_data" in button]
        for number in range(30):
            api.press(answer, "", person=7, data=buttons[number % len(buttons)])
        question(api, -50, 8)
        assert edits(api, answer) - before <= 2


def test_what_a_press_leads_to_lets_a_question_pass(deployment: Deployment) -> None:
    """A press makes two changes, and the person has had their share of a group's turns: another's answer comes between."""
    api = deployment.api
    api.group(-51)
    with deployment.running(paced=True):
        answer = question(api, -51, 7)
        api.press(answer, "", person=7, data=answer.button("More ›")["callback_data"])
        api.wait(lambda: len(api.to(-51)) == 2)
        question(api, -51, 8)
        assert not edits(api, answer)
        api.wait(lambda: edits(api, answer) == 1)


def test_presses_that_nobody_waits_for_are_merged(deployment: Deployment) -> None:
    """60 presses that wait: what is shown in the end is what the last one asks for, in one change; each is answered."""
    api = deployment.api
    with deployment.running():
        api.say(7, ASK)
        (answer,) = api.answers(7, 1)
        first, second = answer.button("1")["callback_data"], answer.button("2")["callback_data"]
    for number in range(60):
        api.press(answer, "", data=second if number % 2 else first)
    with deployment.running():
        api.wait(lambda: len(api.toasts) == 60)
        api.say(7, "/help")
        api.answers(7, 2)
    assert edits(api, answer) == 1
    assert answer.button("‹ Back")["callback_data"].endswith(":2")


def test_what_was_merged_is_merged_again_after_a_kill(deployment: Deployment) -> None:
    """Presses and edits that were written down, and not handled, wait at the next start as they waited before it."""
    api = deployment.api
    with deployment.running() as bot:
        number = api.say(7, ASK)
        (answer,) = api.answers(7, 1)
        bot.chats.queues.add = lambda *_: None  # type: ignore[method-assign] # what comes in now waits
        menu = answer.button("1")["callback_data"]
        for _ in range(5):
            api.press(answer, "", data=menu)
            api.edit(7, number, SYRIA)
        api.wait(lambda: not api.unconfirmed)
    assert not api.toasts
    with deployment.running():
        api.wait(lambda: edits(api, answer) == 2)
        api.wait(lambda: len(api.toasts) == 5)
    assert edits(api, answer) == 2


def test_edits_are_taken_once_they_rest(deployment: Deployment) -> None:
    """100 edits of one message make one answer: to its last words."""
    api = deployment.api
    with deployment.running(rest=0.5):
        number = api.say(7, ASK)
        (answer,) = api.answers(7, 1)
        for n in range(99):
            api.edit(7, number, f"{ASK} {n}")
        api.edit(7, number, SYRIA)
        api.wait(lambda: edits(api, answer))
    assert "(in Syria)" in answer.text
    assert edits(api, answer) == 1
    assert len(api.to(7)) == 1


def test_an_edit_that_rests_keeps_no_question_waiting(deployment: Deployment) -> None:
    """Of whoever edits a message, another question is answered meanwhile; told to end, the bot takes the edit all the same."""
    api = deployment.api
    with deployment.running(rest=3.0):
        number = api.say(7, ASK)
        (answer,) = api.answers(7, 1)
        api.edit(7, number, SYRIA)
        api.say(7, "/help")
        api.answers(7, 2)
        assert not edits(api, answer)
    assert edits(api, answer) == 1


# The queue of a chat, on a clock of the test's


def now(_: int) -> float:
    """Everybody can be served at once."""
    return 0.0


def taken(queue: FairQueue, at: float = 0.0) -> list[Turn]:
    """All that can be done at a time, in order."""
    turns: list[Turn] = []
    while turn := queue.take(at, now):
        turns.append(turn)
    return turns


def test_people_take_turns() -> None:
    """Whoever was served longest ago is next; of each person's jobs, the oldest."""
    queue = FairQueue(1.0)
    for number in range(6):
        queue.put(Job(number, person_id=7), 0.0)
    assert queue.take(0.0, now) == Turn(Job(0, 7))
    queue.put(Job(100, 8), 0.0)
    queue.put(Job(200, 9), 0.0)
    queue.put(Job(101, 8), 0.0)
    assert [turn.job.update_id for turn in taken(queue)] == [100, 200, 1, 101, 2, 3, 4, 5]


def test_whoever_cannot_be_served_yet_lets_others_pass() -> None:
    """A person whose share of the chat's pace is used up waits; the queue says for how long."""
    queue = FairQueue(1.0)
    queue.put(Job(1, 7), 0.0)
    ready = {7: 30.0, 8: 0.0}
    assert queue.take(5.0, ready.__getitem__) is None
    assert queue.due_at(ready.__getitem__) == 30.0
    queue.put(Job(2, 8), 5.0)
    assert queue.take(5.0, ready.__getitem__) == Turn(Job(2, 8))
    assert queue.take(30.0, ready.__getitem__) == Turn(Job(1, 7))
    assert queue.due_at(ready.__getitem__) is None


def test_edits_rest_on_the_queues_clock() -> None:
    """Each later edit of a message begins the rest anew, and makes those before it pointless."""
    queue = FairQueue(1.0)
    for number in range(100):
        queue.put(Job(number, 7, "edit 5", rests=True), number / 2)
        assert queue.take(number / 2, now) is None
    assert queue.due_at(now) == 50.5
    (turn,) = taken(queue, 50.5)
    assert turn.job.update_id == 99
    assert len(turn.merged) == 99


def test_each_persons_presses_are_their_own() -> None:
    """What one person presses makes nothing pointless that another one does."""
    queue = FairQueue(1.0)
    for number, person in enumerate((7, 8, 7)):
        queue.put(Job(number, person, "press 5 menu"), 0.0)
    theirs, mine = Turn(Job(1, 8, "press 5 menu")), Turn(Job(2, 7, "press 5 menu"), (Job(0, 7, "press 5 menu"),))
    assert taken(queue) == [mine, theirs]


@given(st.lists(st.tuples(st.integers(7, 9), st.sampled_from(["", "a", "b"]), st.booleans())), st.data())
def test_no_job_is_lost(jobs: list[tuple[int, str, bool]], data: st.DataObject) -> None:
    """Every job is done, or made pointless by a later one of the same person's, once; those without a key in their order."""
    queue, at, turns = FairQueue(1.0), 0.0, []
    for number, (person, key, rests) in enumerate(jobs):
        at += data.draw(st.floats(0, 2))
        queue.put(Job(number, person, key, rests=rests and bool(key)), at)
        if data.draw(st.booleans()) and (turn := queue.take(at, now)):
            turns.append(turn)
    turns += taken(queue, at + 1.0)
    assert not len(queue)
    done = [job.update_id for turn in turns for job in (*turn.merged, turn.job)]
    assert sorted(done) == list(range(len(jobs)))  # type: ignore[type-var]
    for person in (7, 8, 9):
        plain = [turn.job.update_id for turn in turns if turn.job.person_id == person and not turn.job.key]
        assert plain == sorted(plain)  # type: ignore[type-var]


@pytest.mark.parametrize(("chat", "person"), [(-50, 7), (-50, NOBODY), (7, NOBODY)])
def test_a_third_of_a_chats_pace_is_left_to_others(chat: int, person: int) -> None:
    """However much one person has sent, or nobody waited for, another message can go at once."""
    pace = Pace(chat=(3, 1000.0), group=(3, 1000.0))

    async def fill() -> None:
        for _ in range(2):
            await pace.turn(chat, person)

    asyncio.run(fill())
    assert pace.ready_at(chat, person) > time.monotonic() + 900
    assert pace.ready_at(chat, 8) <= time.monotonic()


def test_a_private_chat_is_its_persons_alone() -> None:
    """There nothing is left to others."""
    pace = Pace(chat=(3, 1000.0))

    async def fill() -> None:
        for _ in range(3):
            assert pace.ready_at(7, 7) <= time.monotonic()
            await pace.turn(7, 7)

    asyncio.run(fill())
    assert pace.ready_at(7, 7) > time.monotonic() + 900
