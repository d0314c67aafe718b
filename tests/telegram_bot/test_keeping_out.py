"""Who is kept out, and who is let in: what reaches them, and what they can still have done."""

from datetime import UTC, datetime, time, timedelta
from time import sleep

import pytest

from botapi import BotApi, Trouble
from botapi.deployment import ADMIN, Deployment
from botapi.server import BOT
from briefbot.chat.digests.planner import Planner
from briefbot.dialogue.preferences import Preferences
from briefbot.digests.subscription import Destination, Subscription
from briefbot.telegram.bot import TelegramBot

ASK = "What did Lavrov say about missile defense?"
GROUP, CHANNEL = -500, -1009


def decided(api: BotApi, line: str, **more: object) -> str:
    """What the bot says to an admin's decision."""
    before = len(api.to(ADMIN))
    api.say(ADMIN, line, **more)
    return api.answers(ADMIN, before + 1)[-1].text


def wants_digest(bot: TelegramBot, chat_id: int) -> None:
    """Let a chat wish for a digest at the next midnight, also when nothing is new."""
    now = datetime.now(UTC)
    with bot._store.write() as work:
        work.preferences.keep(chat_id, Preferences(zone="UTC"))
        wanted = Subscription(0, Destination(chat_id), now, switched_on=True, zone="UTC", at=time(0), tells_when_empty=True)
        work.subscriptions.keep(wanted, now)


def waiting(bot: TelegramBot) -> set[int]:
    """Plan the digests of the next midnight; the chats for which there are some."""
    then = datetime.combine(datetime.now(UTC).date() + timedelta(days=1), time(1), UTC)
    Planner(bot._briefbot).plan(then)
    with bot._store.read() as work:
        return {unsent.chat_id for unsent in work.digest_queue.ready(9)}


def settled(bot: TelegramBot, api: BotApi) -> None:
    """Wait until all that came is handled: another chat's question is answered behind it."""
    before = len(api.to(1))
    api.say(1, "/help")
    api.answers(1, before + 1)
    sleep(0.2)


def test_nothing_is_sent_to_who_is_kept_out(bot: TelegramBot, api: BotApi) -> None:
    """No answer, no word on a button, no digest and nothing that waited: neither for a person nor for a group."""
    for chat in (7, 8, GROUP):
        wants_digest(bot, chat)
    api.group(GROUP)
    api.say(7, ASK)
    (answer,) = api.answers(7, 1)
    assert decided(api, "/block 7") == "Blocked: 7."
    assert decided(api, f"/block {GROUP}") == f"Blocked: {GROUP}."
    for line in (ASK, "/help", "/digest 08:30", "/settings", "/digest"):
        api.say(7, line)
        api.say(GROUP, f"{line}@{BOT['username']}", person=9)
    api.edit(7, 100, "What did Biden say?")
    api.press(answer, "1")
    api.wait(lambda: api.toasts == [""])
    assert waiting(bot) == {8}
    settled(bot, api)
    assert api.to(7) == [answer]
    assert not api.to(GROUP)


def test_what_waits_is_given_up(bot: TelegramBot, api: BotApi) -> None:
    """An answer and a digest that were on their way when an admin decided do not arrive later."""
    wants_digest(bot, 7)
    assert waiting(bot) == {7}
    api.trouble.append(Trouble(502, "Bad Gateway", chat_id=7, times=10**6))
    api.say(7, ASK)
    api.wait(lambda: api.trouble[0].times < 10**6)
    api.say(7, ASK)
    decided(api, "/block 7")
    with bot._store.read() as work:
        assert work.outbox.unsent(7) == []
    assert waiting(bot) == set()


def test_the_law_of_ones_own_data_holds_for_all(bot: TelegramBot, api: BotApi) -> None:
    """Who is kept out can still say /digest off and /forget; each is done, and replied to, and nothing else is."""
    wants_digest(bot, 7)
    decided(api, "/block 7")
    api.say(7, "/digest off")
    assert api.answers(7, 1)[0].text.startswith("The digest is off.")
    api.say(7, "/digest 08:30")
    api.say(7, "/forget")
    assert len(api.answers(7, 2)) == 2
    with bot._store.read() as work:
        assert work.subscriptions.of(Destination(7)) is None
        assert work.chats.access(7) == {7: False}, "who is forgotten is still kept out"
    api.say(7, ASK)
    settled(bot, api)
    assert len(api.to(7)) == 2


def test_a_group_is_not_theirs(bot: TelegramBot, api: BotApi) -> None:
    """In a group, who is kept out can have themselves forgotten, but not the group's digest switched off."""
    api.group(GROUP).creator = 7
    wants_digest(bot, GROUP)
    decided(api, "/block 7")
    api.say(GROUP, "/digest off", person=7)
    api.say(GROUP, "/forget", person=7)
    assert len(api.answers(GROUP, 1)) == 1
    settled(bot, api)
    with bot._store.read() as work:
        kept = work.subscriptions.of(Destination(GROUP))
    assert kept is not None
    assert kept.switched_on
    assert len(api.to(GROUP)) == 1


def test_let_in_again_the_digest_goes_on(bot: TelegramBot, api: BotApi) -> None:
    """What was set before is there after /allow."""
    wants_digest(bot, 7)
    decided(api, "/block 7")
    decided(api, "/allow 7")
    assert waiting(bot) == {7}


@pytest.mark.parametrize("poster", [136817688, 777000])
def test_a_reply_to_a_channels_post_means_the_channel(bot: TelegramBot, api: BotApi, poster: int) -> None:
    """Not the account that all channels share: other channels' people are answered as before."""
    api.group(GROUP)
    channel = {"id": CHANNEL, "type": "channel", "title": "News"}
    post = {"message_id": 5, "date": 1, "chat": api.rooms[GROUP].record, "text": "Spam", "sender_chat": channel,
            "from": {"id": poster, "is_bot": poster != 777000, "first_name": "Channel"}}  # fmt: skip
    api.say(GROUP, "/block", person=ADMIN, reply_to_message=post)
    assert api.answers(GROUP, 1)[0].text == f"Blocked: {CHANNEL}."
    with bot._store.read() as work:
        assert work.chats.access(CHANNEL, poster) == {CHANNEL: False}
    api.say(GROUP, "/help", person=136817688, sender_chat=channel)
    api.say(GROUP, "/help", person=136817688, sender_chat={**channel, "id": CHANNEL - 1})
    settled(bot, api)
    assert len(api.to(GROUP)) == 2


def test_nobody_is_blocked_by_a_number_that_is_not_theirs(bot: TelegramBot, api: BotApi) -> None:
    """Telegram's own accounts, the bot itself, the group in whose name somebody wrote, and admins."""
    api.group(GROUP)
    for number in (777000, 136817688, 1087968824):
        assert "under which many people write" in decided(api, f"/block {number}")
    assert decided(api, f"/block {BOT['id']}").startswith("Whom do you mean?")
    assert decided(api, f"/block {ADMIN}") == f"{ADMIN} is an admin of this bot, and cannot be blocked."
    group = api.rooms[GROUP].record
    anonymous = {"message_id": 5, "date": 1, "chat": group, "text": "x", "sender_chat": group,
                 "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}}  # fmt: skip
    api.say(GROUP, "/block", person=ADMIN, reply_to_message=anonymous)
    assert api.answers(GROUP, 1)[0].text.startswith("Whom do you mean?")
    with bot._store.read() as work:
        assert work._connection.exec_driver_sql("SELECT count(*) FROM access").scalar() == 0


def test_who_becomes_an_admin_is_kept_out_no_more(deployment: Deployment) -> None:
    """A number that is blocked and stands in BRIEFBOT_ADMINS later is answered, with all that belongs to it."""
    api = deployment.api
    with deployment.running():
        decided(api, "/block 7")
    with deployment.running(admins=frozenset({7, ADMIN})) as bot:
        api.say(7, "/reports")
        assert api.answers(7, 1)[0].text == "No reports are waiting."
        with bot._store.read() as work:
            assert work.chats.access(7) == {}


def test_a_private_bot_answers_where_it_was_let_in(deployment: Deployment) -> None:
    """Who was let in is answered in private and in groups that were let in; in other groups their number is told."""
    api = deployment.api
    api.group(GROUP)
    api.group(GROUP - 1)
    with deployment.running(private=True):
        decided(api, "/allow 7")
        decided(api, f"/allow {GROUP}")
        api.say(7, ASK)
        assert api.answers(7, 1)[0].quotes()
        api.say(GROUP, f"/ask {ASK}", person=8)
        assert api.answers(GROUP, 1)[0].quotes()
        api.say(GROUP - 1, f"/ask {ASK}", person=7)
        assert f"let this group in by its number: {GROUP - 1}" in api.answers(GROUP - 1, 1)[0].text
        api.say(GROUP - 1, f"/ask {ASK}", person=ADMIN)
        assert api.answers(GROUP - 1, 2)[1].quotes()
