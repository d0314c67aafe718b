"""Inline mode: quotations for what is typed in any chat."""

import time
from datetime import UTC, datetime

import pytest
from syrupy.assertion import SnapshotAssertion

from botapi import BotApi, Trouble
from botapi.deployment import ADMIN, Deployment
from botapi.inline import InlineAnswer
from botapi.server import BOT
from briefbot.telegram.bot import TelegramBot

ASK = "What did Lavrov say about missile defense?"


def asked(api: BotApi, words: str, person: int = 7, offset: str = "", language: str = "en") -> InlineAnswer:
    """The answer to what a person has typed."""
    return api.inline_answer(api.type(person, words, offset, language=language))


def drawn(answer: InlineAnswer) -> str:
    """A page of results as lines to read and compare."""
    results = [f"── {one.id}\n{one.title}\n{one.description}\n{one.html}" for one in answer.results]
    button = [f"[{answer.button[0]} ↗ {answer.button[1]}]"] if answer.button else []
    return "\n\n".join([*button, *results, f"next: {answer.next_offset!r}, kept for {answer.seconds} s"])


def test_a_page_of_results(bot: TelegramBot, api: BotApi, snapshot: SnapshotAssertion) -> None:
    """Each result shows speaker, source and date, and becomes a message with the words, where they stand, and their link."""
    assert drawn(asked(api, ASK)) == snapshot


def test_in_another_language(bot: TelegramBot, api: BotApi, snapshot: SnapshotAssertion) -> None:
    """What Briefbot itself says, and dates, are in the language of whoever types."""
    page = asked(api, "What did Biden say about Xanadu", language="ru")
    assert page.button
    assert drawn(page).replace(page.button[1], "TOKEN") == snapshot


def test_the_link_of_a_result_opens_it(bot: TelegramBot, api: BotApi) -> None:
    """The message in another chat leads to the quotation in its context."""
    result = asked(api, ASK).results[0]
    assert result.links[-1] == f"https://t.me/{BOT['username']}?start={result.id}"
    api.say(8, f"/start {result.id}")
    (opened,) = api.answers(8, 1)
    assert opened.text.startswith("Sergei Lavrov\n")


def test_sharing_brings_the_quotation(bot: TelegramBot, api: BotApi) -> None:
    """What the button "Share" types brings the one quotation under which it stands."""
    result = asked(api, ASK).results[1]
    (shared,) = asked(api, f"link:{result.id}", 8).results
    assert shared == result


def test_a_shared_quotation_that_is_gone(bot: TelegramBot, api: BotApi) -> None:
    """A link without a quotation brings none; the way into the private chat says why."""
    page = asked(api, "link:qzz")
    assert not page.results
    assert page.button == ("Ask in the private chat", "qzz")


def test_results_before_the_last_word_is_finished(bot: TelegramBot, api: BotApi) -> None:
    """A word that is only begun does not keep what stands before it from being answered."""
    for number, words in enumerate(("What did Lavrov say a", "What did Lavrov sa", "What did Lavrov say about missile def")):
        page = asked(api, words, 8 + number)
        assert page.results
        assert all("Sergei Lavrov" in one.title for one in page.results)


def test_pages(bot: TelegramBot, api: BotApi) -> None:
    """The pages of one question follow each other without a gap or a double, and end."""
    seen: list[str] = []
    offset, pages = "", 0
    while pages == 0 or offset:
        page = asked(api, "Agnes Holm", 7 + pages, offset)
        seen += [one.html for one in page.results]
        offset, pages = page.next_offset, pages + 1
    assert pages > 1
    assert len(seen) == len(set(seen))
    assert not asked(api, "Agnes Holm", 7, "999").results
    assert [one.html for one in asked(api, "Agnes Holm", 8, "junk").results] == seen[:10]


def test_nothing_typed_yet(bot: TelegramBot, api: BotApi) -> None:
    """An empty query brings the newest quotations, in pages, and a way into the private chat."""
    page = asked(api, "")
    days = [datetime.strptime(one.title.rsplit(" · ", 1)[1], "%d %B %Y").replace(tzinfo=UTC) for one in page.results]
    assert len(days) == 10
    assert days == sorted(days, reverse=True)
    assert page.button == ("Ask in the private chat", "ask")
    following = asked(api, "", 8, page.next_offset)
    assert {one.id for one in page.results}.isdisjoint(one.id for one in following.results)
    api.say(7, "/start ask")
    assert api.answers(7, 1)[0].text.startswith("Briefbot answers who said what")


def test_nothing_found_leads_into_the_private_chat(bot: TelegramBot, api: BotApi) -> None:
    """The button takes the question along: the private chat shows it and answers it, also when it is pressed twice."""
    page = asked(api, "What did Angela Merkel say?")
    assert not page.results
    assert page.seconds == 0
    assert page.button
    assert page.button[0] == "Nothing found; ask in the private chat"
    for _ in range(2):
        api.say(7, f"/start {page.button[1]}")
    first, second, third, _ = api.answers(7, 4)
    assert first.text == "What did Angela Merkel say?"
    assert second.text.startswith("Nobody called Angela Merkel speaks in the archive.")
    assert third.text == first.text
    api.say(7, "/start a-junk")
    assert api.answers(7, 5)[4].text.startswith("That question is forgotten")


def test_what_is_typed_is_not_kept(bot: TelegramBot, api: BotApi) -> None:
    """Of what was typed no table has a word, but the last question that found nothing; /forget erases that too."""
    asked(api, "a secret question about Lavrov")
    asked(api, "Xanadu the first")
    asked(api, "Xanadu the second")
    with bot._store.read() as work:
        assert work._connection.exec_driver_sql("SELECT text FROM questions").scalars().all() == ["Xanadu the second"]
        assert not work._connection.exec_driver_sql("SELECT * FROM updates").all()
    api.say(7, "/forget")
    api.answers(7, 1)
    with bot._store.read() as work:
        assert not work._connection.exec_driver_sql("SELECT * FROM questions").all()


def test_what_was_chosen_is_counted(bot: TelegramBot, api: BotApi) -> None:
    """By quotation and day, once an update, and not by whom or for what question; a result of nobody's counts nothing."""
    result = asked(api, ASK).results[0]
    for person in (7, 8, 9):
        number = api.choose(person, result.id, "a secret question")
    api.choose(7, "junk")
    api.choose(7, "qzzzz")
    api._updates.append({"update_id": number, "chosen_inline_result": {
        "result_id": result.id, "from": {"id": 9, "is_bot": False, "first_name": "P"}, "query": ""}})  # fmt: skip
    api.say(7, "/help")
    api.answers(7, 1)
    with bot._store.read() as work:
        assert work._connection.exec_driver_sql("SELECT count FROM shares").scalars().all() == [3]
        assert work._connection.exec_driver_sql("SELECT person_id FROM updates").scalars().all() == [None] * 5 + [7]


def test_a_person_who_types_fast(bot: TelegramBot, api: BotApi) -> None:
    """Of what one person types, no more than a query in 0.3 s is answered, and always the last; others are not kept waiting."""
    began = time.monotonic()
    ids = [api.type(7, "Lavrov"[:length]) for length in range(1, 7)]
    assert asked(api, ASK, 8).results
    last = api.inline_answer(ids[-1])
    answered = len(set(api.inline_answers) & set(ids))
    assert answered <= 1 + (last.at - began) / 0.3
    assert all("Sergei Lavrov" in one.title for one in last.results)


def test_chats_do_not_wait_for_inline_queries(bot: TelegramBot, api: BotApi) -> None:
    """While many people type, a question in a chat is answered, and the other way round."""
    ids = [api.type(person, ASK) for person in range(100, 140)]
    api.say(7, ASK)
    assert api.answers(7, 1)[0].quotes()
    for id_ in ids:
        api.inline_answer(id_)


def test_blocked_people_and_private_bots(deployment: Deployment) -> None:
    """Whom an admin keeps out gets nothing; a stranger to a private bot a way to ask for access; those let in are answered."""
    api = deployment.api
    with deployment.running(private=True):
        page = asked(api, ASK)
        assert not page.results
        assert page.button == ("This bot is private", "ask")
        api.say(7, "/start ask")
        assert api.answers(7, 1)[0].text.startswith("This bot is private")
        assert asked(api, ASK, ADMIN).results
        api.say(ADMIN, "/allow 7")
        api.answers(ADMIN, 1)
        assert asked(api, ASK).results
        api.say(ADMIN, "/block 7")
        api.answers(ADMIN, 2)
        blocked = asked(api, ASK)
        assert not blocked.results
        assert blocked.button is None


def test_a_late_answer_does_no_harm(bot: TelegramBot, api: BotApi) -> None:
    """A query that Telegram has given up, a broken work, and an update that cannot be read: the next one is answered."""
    api.trouble.append(Trouble(method="answerInlineQuery", times=2))
    api.type(7, ASK)
    api.type(8, ASK)
    api.settled("answerInlineQuery", 0)
    api.wait(lambda: sum(trouble.times for trouble in api.trouble) == 0)
    api.expire_queries()
    api.update({"inline_query": {"id": "broken"}})
    assert asked(api, ASK).results
    api.say(7, ASK)
    assert api.answers(7, 1)[0].quotes()


@pytest.mark.parametrize("words", ["<b>&", "from:Nowhere since:9999", "x" * 256, "👩‍👩‍👧" * 20, "since:20", '"', "speaker:"])
def test_whatever_is_typed_is_answered(bot: TelegramBot, api: BotApi, words: str) -> None:
    """Markup, limits half typed, and long words break nothing."""
    assert asked(api, words) is not None
