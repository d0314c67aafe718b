"""What asks for nothing of the archive, as people type it to a bot, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.answering.questions.courtesies import is_courtesy


@pytest.mark.parametrize(
    "typed",
    [
        "👍", "😂😂", "🙏 thanks", "hi there 👋", "❤️", ":)", "xD", "?", "...", "k", "7", "123", "@briefbot", "/foo",
        "www.example.org",
        "thx", "tnx!", "np", "gm", "morning!", "good morning everyone", "hello?? anyone", "hey briefbot", "sup",
        "pong", "brb",
        "haha nice", "lol ok", "cool cool", "thanks a million", "thank you very much for your help",
        "much appreciated", "see ya",
        "test 123", "testing testing", "my bad", "bad bot", "you're wrong", "you are stupid", "are you chatgpt",
        "u there?",
        "do you speak russian?", "what can you do", "what do you do?", "how does this bot work?",
        "hows it going", "who built this",
        "can you help me", "help please", "can I ask you something", "I have a question", "quick question",
        "I love you",
        "эй", "оки", "спс", "😂 ахаха", "пинг", "проверка связи", "молодец", "прости", "ты где", "ты человек?",
        "как тебя зовут",
        "что ты умеешь", "чем занимаешься", "кто тебя придумал?", "можно вопрос", "помогите, пожалуйста",
        "я тебя люблю",
    ],
)  # fmt: skip
def test_small_talk_asks_for_nothing(typed: str) -> None:
    """Stickers, laughter, handles, and whatever is said to the bot itself."""
    assert is_courtesy(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "2016", "Holm", "good ferry", "help for the fishermen", "who wrote it?", "who made the pier",
        "how does it work?",
        "are you saying that the pier is rotten", "do you have quotes of Holm", "do you know Holm",
        "you said that Holm left",
        "ok, and Holm?", "thanks, and what of the pier?", "морской пинг Холма", "ты знаешь Холма",
        "спасибо, а про пирс?",
        "good morning " * 9,
    ],
)  # fmt: skip
def test_what_has_a_word_of_its_own_is_asked(typed: str) -> None:
    """A year, a name, a follow-up on what was shown; and nobody greets at such length."""
    assert not is_courtesy(typed)


@given(st.text(max_size=150))
def test_any_line_is_small_talk_or_not(typed: str) -> None:
    """Whatever is typed, spaces around it do not matter."""
    assert is_courtesy(typed) == is_courtesy(f"  {typed} ")
