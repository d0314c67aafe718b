"""Killed at any moment, the bot loses no question, and doubles only what was on its way."""

import os
import random
import signal
import time
from collections import Counter

import pytest

from botapi import BotApi
from botapi.deployment import Deployment, process
from support.articles import article, token

# A round is a kill. `BRIEFBOT_TEST_KILLS=20` makes the measurement that docs/know/delivery.md tells of.
ROUNDS = int(os.environ.get("BRIEFBOT_TEST_KILLS", "2"))
CHATS, QUESTIONS = 10, 5


def question(number: int) -> str:
    """A question that only the article of this number answers."""
    return f"What did anybody say about {token(number)}?"


def answered(api: BotApi, chats: list[int]) -> dict[int, Counter[int]]:
    """By chat, how often each question was answered."""
    tokens = {token(number): number for number in range(CHATS * QUESTIONS)}
    found: dict[int, Counter[int]] = {chat: Counter() for chat in chats}
    for sent in list(api.sent):
        if sent.chat_id in found:
            found[sent.chat_id].update({number for word, number in tokens.items() if word in sent.text})
    return found


def complete(api: BotApi, asked: dict[int, list[int]]) -> bool:
    """Whether every question has an answer."""
    found = answered(api, list(asked))
    return all(set(numbers) <= found[chat].keys() for chat, numbers in asked.items())


@pytest.mark.slow
@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_kill_loses_nothing(deployment: Deployment, round_: int) -> None:
    """50 questions of 10 chats, a kill, a new start: each is answered, in order, and at most one a chat is doubled."""
    api, rng = deployment.api, random.Random(round_)  # noqa: S311 (a moment, no secret)
    api.latency = 0.05
    asked = {7000 + chat: [chat * QUESTIONS + n for n in range(QUESTIONS)] for chat in range(CHATS)}
    with process(deployment) as bot:
        for n in range(QUESTIONS):
            for chat, numbers in asked.items():
                api.say(chat, question(numbers[n]))
        api.settled("getUpdates")
        time.sleep(rng.uniform(0, 2))
        bot.send_signal(signal.SIGKILL)
        bot.wait()
    before = answered(api, list(asked))
    with process(deployment):
        api.wait(lambda: complete(api, asked), 40)
    found = answered(api, list(asked))
    doubled = {chat: sum(counts.values()) - len(counts) for chat, counts in found.items()}
    assert max(doubled.values()) <= 1, doubled
    assert sum(doubled.values()) <= CHATS
    for chat, numbers in asked.items():
        order = [n for sent in api.to(chat) for n in numbers if token(n) in sent.text]
        assert list(dict.fromkeys(order)) == numbers
    assert sum(map(len, before.values())) <= CHATS * QUESTIONS


def test_the_articles_are_told_apart() -> None:
    """Each question has one article that answers it: the test above counts by it."""
    assert all(token(number) in str(article(number)["text"]) for number in range(CHATS * QUESTIONS))
