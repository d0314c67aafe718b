"""Asking and being answered, in private chats, groups and topics."""

import pytest
from syrupy.assertion import SnapshotAssertion

from botapi import BotApi
from botapi.server import BOT
from botapi.transcript import transcript
from briefbot.telegram.bot import TelegramBot

ASK = "What did Lavrov say about missile defense?"
pytestmark = pytest.mark.usefixtures("bot")


def test_a_first_conversation(api: BotApi, snapshot: SnapshotAssertion) -> None:
    """From /start to a follow-up, a further page and a refusal: what a newcomer sees."""
    for count, line in enumerate(("/start", ASK, "and about Syria?", "more", "What did Angela Merkel say?"), start=1):
        api.say(7, line)
        api.answers(7, count)
    assert transcript(api.to(7)) == snapshot


def test_commands_that_tell(api: BotApi, snapshot: SnapshotAssertion) -> None:
    """What each command tells of the archive and of the bot."""
    lines = ("/help", "/privacy", "/speakers lav", "/sources", "/latest", "/stats", "/why", "/nonsense", "/ask", "/timeline")
    for count, line in enumerate(lines, start=1):
        api.say(7, line)
        api.answers(7, count)
    assert transcript(api.to(7)) == snapshot


def test_an_example_is_answered(api: BotApi) -> None:
    """Each of the three examples that /start shows is answered when it is sent."""
    api.say(7, "/start")
    (welcome,) = api.answers(7, 1)
    assert len(welcome.suggestions) == 3
    for count, line in enumerate(welcome.suggestions, start=2):
        api.say(7, line)
        assert api.answers(7, count)[-1].quotes()


def test_dates_and_numbers_in_the_persons_language(api: BotApi) -> None:
    """A German reads German dates."""
    api.say(7, ASK, language="de")
    assert "14. Februar 2013" in api.answers(7, 1)[0].text


def test_words_that_look_like_markup(api: BotApi) -> None:
    """A question full of markup is answered, and breaks nothing."""
    api.say(7, "What did <b>Angela</b> & Co say about </blockquote>?")
    assert api.answers(7, 1)[0].text


def test_what_is_no_text_is_told_so(api: BotApi) -> None:
    """A photograph gets a word, a service message none."""
    api.say(7, "", new_chat_title="x")
    api.say(7, "", sticker={"file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1,
                            "is_animated": False, "is_video": False})  # fmt: skip
    api.say(7, "/help")
    first, second = api.answers(7, 2)
    assert first.text.startswith("Only text")
    assert second.text.startswith("Ask in your own words")


# Groups and topics


def test_a_group(api: BotApi, snapshot: SnapshotAssertion) -> None:
    """In a group, /ask, a mention and a reply to the bot are answered, in reply; other chatter is left alone, and not kept."""
    api.group(-50)
    api.say(-50, "What did you do on Sunday?", person=7)
    api.say(-50, f"/ask@{BOT['username']} {ASK}", person=7)
    first = api.answers(-50, 1)[0]
    api.say(-50, f"Hey @{str(BOT['username']).upper()}, what did Biden say?", person=8)
    api.answers(-50, 2)
    api.say(-50, "and about Syria?", person=9, reply_to=first.message_id)
    api.answers(-50, 3)
    api.say(-50, "/ask@another_bot hello", person=7)
    api.say(-50, "/weather", person=7)
    api.say(-50, "/help", person=7)
    assert transcript(api.answers(-50, 4)) == snapshot


def test_chatter_is_not_written_down(bot: TelegramBot, api: BotApi) -> None:
    """What a group says among itself is in no row of the database."""
    api.group(-50)
    api.say(-50, "a secret of the group's", person=7)
    api.say(-50, "/help", person=7)
    api.answers(-50, 1)
    with bot._store.read() as work:
        rows = work._connection.exec_driver_sql("SELECT update_id FROM updates").all()
    assert len(rows) == 1


def test_a_reply_to_somebody_elses_answer_leans_on_it(api: BotApi) -> None:
    """A follow-up in reply to an answer leans on that answer, whoever asked for it."""
    api.group(-50)
    api.say(-50, f"/ask {ASK}", person=7)
    first = api.answers(-50, 1)[0]
    api.say(-50, "and about Syria?", person=8, reply_to=first.message_id)
    assert "Any use of force (in Syria) is unacceptable" in api.answers(-50, 2)[1].text


def test_conversations_are_kept_apart(api: BotApi) -> None:
    """A follow-up leans on what the same person asked in the same topic, not on others' questions."""
    api.group(-50, forum=True)
    api.say(-50, f"/ask {ASK}", person=7, topic=3)
    api.answers(-50, 1)
    api.say(-50, "/why", person=8, topic=3)
    assert api.answers(-50, 2)[1].text == "Nothing has been asked yet."
    api.say(-50, "/why", person=7, topic=4)
    assert api.answers(-50, 3)[2].text == "Nothing has been asked yet."


def test_answers_stay_in_their_topic(api: BotApi) -> None:
    """A question in a forum's topic is answered there."""
    api.group(-50, forum=True)
    api.say(-50, f"/ask {ASK}", person=7, topic=3)
    assert api.answers(-50, 1)[0].topic == 3


def test_a_topic_that_was_closed(api: BotApi) -> None:
    """An answer whose topic was closed meanwhile goes to the general one."""
    api.group(-50, forum=True).closed_topics.add(3)
    api.say(-50, f"/ask {ASK}", person=7, topic=3)
    assert api.answers(-50, 1)[0].topic is None


def test_an_anonymous_admin_can_ask(api: BotApi) -> None:
    """Who asks in the name of the group is answered, and is no admin of the bot."""
    room = api.group(-50)
    api.say(-50, "/ask What did Biden say?", person=1087968824, sender_chat=room.record)
    assert "Joe Biden" in api.answers(-50, 1)[0].text
    api.say(-50, "/block 7", person=1087968824, sender_chat=room.record)
    assert api.answers(-50, 2)[1].text == "That command is for the admins of this bot."


def test_channel_posts_are_left_alone(api: BotApi) -> None:
    """A channel's post, and its copy in the group that discusses it, are no questions."""
    api.group(-60, type="channel")
    api.group(-50)
    post = {"message_id": 1, "date": 1, "chat": api.rooms[-60].record, "text": "/ask what?"}
    api.update({"channel_post": post})
    api.say(-50, "/ask what?", person=777000, sender_chat=api.rooms[-60].record, is_automatic_forward=True)
    api.say(-50, "/help", person=7)
    assert len(api.answers(-50, 1)) == 1
    assert not api.to(-60)


def test_the_bot_greets_a_group(api: BotApi) -> None:
    """Let into a group, the bot says how to ask; let go, it says nothing."""
    api.group(-50)
    api.membership(-50, "left", "member")
    assert f"@{BOT['username']}" in api.answers(-50, 1)[0].text
    api.membership(-50, "member", "kicked")
    api.say(7, "/help")
    api.answers(7, 1)
    assert len(api.to(-50)) == 1


# Edits


def test_an_edited_question_changes_its_answer(api: BotApi) -> None:
    """The answer is edited in place, keeps leaning on what came before, and the next question leans on it."""
    api.say(7, ASK)
    api.answers(7, 1)
    asked = api.say(7, "and about Syria?")
    second = api.answers(7, 2)[1]
    api.edit(7, asked, "and about chemical weapons?")
    api.wait(lambda: "rebels possess these weapons" in second.quotes()[0])
    assert len(api.to(7)) == 2
    api.say(7, "/why")
    assert "chemical weapons" in api.answers(7, 3)[2].text


def test_an_edit_that_changes_nothing(api: BotApi) -> None:
    """Telegram also reports edits that leave the words as they were: the answer stays untouched."""
    asked = api.say(7, ASK)
    api.answers(7, 1)
    api.edit(7, asked, ASK)
    api.say(7, "/help")
    api.answers(7, 2)
    assert not [1 for _, method, _ in api.calls if method == "editMessageText"]


def test_an_answer_that_gets_shorter_and_longer(api: BotApi) -> None:
    """Parts that an edited answer no longer needs are deleted, and come back when it needs them."""
    asked = api.say(7, ASK)
    api.answers(7, 1)
    api.edit(7, asked, "What did Angela Merkel say?")
    api.wait(lambda: "Angela Merkel" in api.to(7)[0].text)
    assert not api.to(7)[0].keyboard
    api.edit(7, asked, ASK)
    api.wait(lambda: api.to(7)[0].keyboard)
