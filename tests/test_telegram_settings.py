"""The bot's settings: read from variables, refused with a sentence, and never showing the token."""

from datetime import timedelta
from pathlib import Path

import pytest

from briefbot.config import TelegramSettings, WebhookSettings
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


HOOK = {"BRIEFBOT_WEBHOOK_URL": "https://bot.example/x", "BRIEFBOT_WEBHOOK_SECRET": "a-secret_of-16-or-more"}


def test_a_webhook_is_read() -> None:
    """Its address, its secret, also from a file, and where it is listened for; without an address there is none."""
    found = WebhookSettings.of(HOOK)
    assert found == WebhookSettings("https://bot.example/x", "a-secret_of-16-or-more", "127.0.0.1", 8443)
    assert found.path == "/x"
    assert "a-secret" not in repr(found)
    elsewhere = WebhookSettings.of({**HOOK, "BRIEFBOT_WEBHOOK_URL": "https://b.example", "BRIEFBOT_WEBHOOK_LISTEN": "[::1]:90"})
    assert elsewhere is not None
    assert (elsewhere.host, elsewhere.port, elsewhere.path) == ("::1", 90, "/")
    assert TelegramSettings.of({"BRIEFBOT_TELEGRAM_TOKEN": TOKEN, **HOOK, "BRIEFBOT_WEBHOOK_URL": " "}).webhook is None
    assert TelegramSettings.of({"BRIEFBOT_TELEGRAM_TOKEN": TOKEN, **HOOK}).webhook == found


def test_a_webhooks_secret_can_be_in_a_file(tmp_path: Path) -> None:
    """As the token can."""
    file = tmp_path / "secret"
    file.write_text("another-secret-of-20\n")
    found = WebhookSettings.of(
        {"BRIEFBOT_WEBHOOK_URL": HOOK["BRIEFBOT_WEBHOOK_URL"], "BRIEFBOT_WEBHOOK_SECRET_FILE": str(file)}
    )
    assert found is not None
    assert found.secret == "another-secret-of-20"  # noqa: S105 (nobody's)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("URL", "http://bot.example/x"),
        ("URL", "https://bot.example/x?token=1"),
        ("URL", "https://me:word@bot.example/x"),
        ("URL", "https://bot.example:8080/x"),
        ("URL", "https://bot.example:99999/x"),
        ("SECRET", ""),
        ("SECRET", "short"),
        ("SECRET", "with a space in it, and more"),
        ("LISTEN", "8444"),
        ("LISTEN", "127.0.0.1:70000"),
        ("LISTEN", "a b:80"),
    ],
)
def test_a_webhook_that_cannot_be_is_refused(variable: str, value: str) -> None:
    """With the setting's name, and without what it holds: that may be a secret in the wrong line."""
    with pytest.raises(InputError, match=f"BRIEFBOT_WEBHOOK_{variable}") as raised:
        WebhookSettings.of({**HOOK, f"BRIEFBOT_WEBHOOK_{variable}": value})
    assert not value or value not in str(raised.value)


def test_a_server_of_ones_own_calls_any_address() -> None:
    """A Bot API server beside the bot needs no https."""
    own = {"BRIEFBOT_TELEGRAM_BASE_URL": "http://127.0.0.1:8081", "BRIEFBOT_WEBHOOK_URL": "http://127.0.0.1:9000/x"}
    assert WebhookSettings.of({**HOOK, **own}) is not None
