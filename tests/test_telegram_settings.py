"""The bot's settings: read from variables, refused with a sentence, and never showing the token."""

from datetime import timedelta
from pathlib import Path

import pytest

from briefbot.config import TelegramSettings
from briefbot.errors import InputError

TOKEN = "123:abc_DEF-1"  # noqa: S105 (of no bot)


def test_all_of_them_are_read() -> None:
    """Each variable has its effect."""
    settings = TelegramSettings.of(
        {
            "BRIEFBOT_TELEGRAM_TOKEN": f" {TOKEN}\n",
            "BRIEFBOT_TELEGRAM_BASE_URL": "http://127.0.0.1:8081/",
            "BRIEFBOT_ADMINS": "7, 8,",
            "BRIEFBOT_TELEGRAM_PRIVATE": "yes",
            "BRIEFBOT_QUESTIONS_PER_MINUTE": "5",
            "BRIEFBOT_ANSWER_WITHIN_HOURS": "2",
        }
    )
    assert settings == TelegramSettings(TOKEN, "http://127.0.0.1:8081", frozenset({7, 8}), True, 5, timedelta(hours=2))  # noqa: FBT003 (a field)


def test_the_token_can_be_in_a_file(tmp_path: Path) -> None:
    """The file of the _FILE twin holds the token; a variable that is set wins."""
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    assert TelegramSettings.of({"BRIEFBOT_TELEGRAM_TOKEN_FILE": str(file)}).token == TOKEN
    both = {"BRIEFBOT_TELEGRAM_TOKEN_FILE": str(file), "BRIEFBOT_TELEGRAM_TOKEN": "9:z"}
    assert TelegramSettings.of(both).token == "9:z"  # noqa: S105 (as above)


def test_the_token_is_not_shown() -> None:
    """Neither repr nor str of the settings hold it."""
    settings = TelegramSettings(TOKEN)
    assert "abc_DEF" not in f"{settings!r}{settings!s}"


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({}, "needs a token"),
        ({"BRIEFBOT_TELEGRAM_TOKEN": "hello"}, "is no token"),
        ({"BRIEFBOT_TELEGRAM_TOKEN_FILE": "/nowhere/token"}, "cannot be read"),
        ({"BRIEFBOT_TELEGRAM_TOKEN": TOKEN, "BRIEFBOT_ADMINS": "ann"}, "BRIEFBOT_ADMINS holds something that is no"),
        ({"BRIEFBOT_TELEGRAM_TOKEN": TOKEN, "BRIEFBOT_QUESTIONS_PER_MINUTE": "many"}, "no whole number"),
    ],
)
def test_what_cannot_be_used_is_told(variables: dict[str, str], told: str) -> None:
    """A sentence names the variable, and not the token."""
    with pytest.raises(InputError, match=told) as refused:
        TelegramSettings.of(variables)
    assert "hello" not in str(refused.value)
