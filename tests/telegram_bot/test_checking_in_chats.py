"""Quotations that are checked in chats: by the command, pasted, passed on, replied to, and typed in inline mode."""

from typing import Any

import pytest

from botapi import BotApi, Sent
from botapi.deployment import ADMIN
from briefbot.telegram.bot import TelegramBot

SAID = "We will finish the new bridge before the winter, and Qubobobobo will pay for it"
VERDICT = "Said in these words by Agnes Holm."
PERSON, GROUP, CHANNEL = 7, -50, -1001234567890


@pytest.fixture(autouse=True)
def _served(bot: TelegramBot) -> None:
    """The bot runs."""


def answer(api: BotApi, line: str, chat: int = PERSON, **more: Any) -> Sent:
    """What the bot says to a line."""
    before = len(api.to(chat))
    api.say(chat, line, **more)
    return api.answers(chat, before + 1)[-1]


@pytest.mark.parametrize("line", [f"/check “{SAID}” by Agnes Holm", f"/check {SAID}", f"“{SAID}.”", f"«{SAID}» — Holm"])
def test_a_quotation_is_checked_and_can_be_asked_about(api: BotApi, line: str) -> None:
    """By the command, or pasted in its marks; the buttons under the verdict are those of any quotation."""
    told = answer(api, line)
    assert told.text.startswith(VERDICT)
    assert f"“{SAID},”" in told.text
    assert any(button["text"] == "Context" for row in told.keyboard for button in row)
    assert "Mayor Agnes Holm spoke in Northport" in answer(api, "/context 1").text


def test_what_differs_is_struck_and_underlined(api: BotApi) -> None:
    """In Telegram's own styles, and the rest as it stands."""
    told = answer(api, f"/check {SAID.replace('before', 'after')}")
    assert told.text.startswith("Altered: Agnes Holm said it otherwise.")
    assert "<s>before</s> <u>after</u>" in told.html


def test_what_is_not_there_is_never_called_unsaid(api: BotApi) -> None:
    """It is told what the archive holds, and there are no buttons."""
    told = answer(api, "“Nobody has ever counted the lamps of this harbour”")
    assert told.text.startswith("Not in this archive. That does not mean that nobody said it.\n61 documents")
    assert told.keyboard == []


def test_words_in_marks_within_a_question_are_asked_for(api: BotApi) -> None:
    """As before: the question is answered, and nothing is checked."""
    assert answer(api, 'who said "Qubobobobo will pay for it"').text.startswith("1. Agnes Holm")


def test_a_message_that_is_passed_on_is_checked(api: BotApi) -> None:
    """What it quotes, each as the words of whom it names; or all of it where it quotes nothing."""
    origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1_473_300_000}
    text = f"“{SAID},” Emeka Stone told the paper.\n\n“We shall count every lamp of the harbour by hand,” Agnes Holm said."
    told = answer(api, text, forward_origin=origin)
    assert "Said in these words, but by Agnes Holm, not by Emeka Stone." in told.text
    assert "Not in this archive." in told.text
    assert answer(api, SAID, forward_origin=origin).text.startswith(VERDICT)


def test_a_post_that_anybody_but_an_admin_passes_on_is_checked(api: BotApi) -> None:
    """It is not brought in: that is for those who run the bot, whose posts are."""
    before = len(api.to(PERSON))
    api.forward(PERSON, CHANNEL, 12, f"“{SAID},” Agnes Holm said.", at=1_473_300_000)
    assert api.answers(PERSON, before + 1)[-1].text.startswith(VERDICT)
    api.group(ADMIN, type="private")
    api.forward(ADMIN, CHANNEL, 13, "“We shall paint the lamps green,” Odile Brack said.", at=1_473_300_000)
    assert not api.answers(ADMIN, 1)[-1].text.startswith("Not in this archive")


def test_a_picture_with_words_that_is_passed_on_is_checked(api: BotApi) -> None:
    """Its caption is what is passed on."""
    origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1_473_300_000}
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]
    before = len(api.to(PERSON))
    api.say(PERSON, "", photo=photo, caption=f"“{SAID},” Agnes Holm said.", forward_origin=origin)
    assert api.answers(PERSON, before + 1)[-1].text.startswith(VERDICT)


def test_the_command_in_reply_checks_what_it_replies_to(api: BotApi) -> None:
    """In a group too, and the words alone that a reply quotes; without any, it is told what is needed."""
    group = api.group(GROUP)
    replied = {"message_id": 900, "date": 1_473_300_000, "chat": group.record, "text": f"“{SAID},” Agnes Holm said."}
    told = answer(api, "/check", GROUP, person=PERSON, reply_to_message=replied)
    assert told.text.startswith(VERDICT)
    quote = {"text": "the new bridge before the winter", "position": 12}
    assert answer(api, "/check", GROUP, person=PERSON, reply_to_message=replied, quote=quote).text.startswith(
        "Said in these words"
    )
    assert answer(api, "/check").text == "/check needs a quotation after it: /check “words” by Name"


def test_a_quotation_that_is_corrected_is_checked_again(api: BotApi) -> None:
    """The verdict changes with the message."""
    number = len(api.to(PERSON))
    message = api.say(PERSON, f"/check {SAID}")
    (told,) = api.answers(PERSON, number + 1)[-1:]
    assert told.text.startswith(VERDICT)
    api.edit(PERSON, message, f"“{SAID.replace('winter', 'summer')}”")
    api.wait(lambda: told.text.startswith("Altered"))


def test_inline_mode_checks_what_is_in_marks(api: BotApi) -> None:
    """The verdict is the one result; what is sent is all that there is to it."""
    (result,) = api.inline_answer(api.type(PERSON, f"“{SAID}” by Stone")).results
    assert result.title == "Said in these words, but by Agnes Holm, not by Stone."
    assert result.description == SAID
    assert "<b>1. Agnes Holm</b>" in result.html
    api.choose(PERSON, result.id)


def test_hostile_quotations_get_a_sentence(api: BotApi) -> None:
    """Markup, signs, directions, and as much as a message holds."""
    for words in ("<b>&amp;</b>" * 300, "\u202e" + "ab " * 900, "(" * 2_000, "🙂" * 1_000, "“" * 500 + "”" * 500):
        assert answer(api, f"/check {words}"[:4096]).text
