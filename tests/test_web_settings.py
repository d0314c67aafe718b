"""The settings of the pages: read from variables, refused with a sentence, and never showing the token."""

from pathlib import Path

import pytest

from briefbot.config import TelegramSettings, WebSettings
from briefbot.errors import InputError

TOKEN = "correct-horse-battery"  # noqa: S105 (of no page)


def test_each_variable_of_the_pages_has_its_effect() -> None:
    """All of them are read."""
    settings = WebSettings.of(
        {
            "BRIEFBOT_WEB_URL": "https://briefbot.example/",
            "BRIEFBOT_WEB_HOST": "0.0.0.0",  # noqa: S104 (a setting)
            "BRIEFBOT_WEB_PORT": "0",
            "BRIEFBOT_WEB_TOKEN": TOKEN,
            "BRIEFBOT_WEB_PROXY_HEADER": "X-Remote-User",
            "BRIEFBOT_WEB_PROXIES": "10.0.0.1, 10.0.0.2",
            "BRIEFBOT_WEB_REQUESTS_PER_MINUTE": "5",
        }
    )
    proxies = ("10.0.0.1", "10.0.0.2")
    assert settings == WebSettings("0.0.0.0", 0, "https://briefbot.example", TOKEN, "x-remote-user", proxies, 5)  # noqa: S104
    assert settings.is_private


def test_without_any_the_pages_are_for_this_machine_alone() -> None:
    """And open there."""
    assert WebSettings.of({}) == WebSettings("127.0.0.1", 8080)
    assert not WebSettings().is_private


def test_the_token_of_the_pages_can_be_in_a_file_and_is_not_shown(tmp_path: Path) -> None:
    """The _FILE twin names it; neither repr nor str hold it."""
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    settings = WebSettings.of({"BRIEFBOT_WEB_TOKEN_FILE": str(file)})
    assert settings.token == TOKEN
    assert TOKEN not in f"{settings!r}{settings!s}"


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"BRIEFBOT_WEB_URL": "briefbot.example"}, "BRIEFBOT_WEB_URL"),
        ({"BRIEFBOT_WEB_URL": "https://briefbot.example/pages"}, "no path"),
        ({"BRIEFBOT_WEB_URL": 'https://a.example" onclick="x'}, "BRIEFBOT_WEB_URL"),
        ({"BRIEFBOT_WEB_PORT": "65536"}, "BRIEFBOT_WEB_PORT"),
        ({"BRIEFBOT_WEB_PORT": "-1"}, "BRIEFBOT_WEB_PORT"),
        ({"BRIEFBOT_WEB_TOKEN": "short"}, "16 signs"),
        ({"BRIEFBOT_WEB_TOKEN": "correct horse battery"}, "no space"),
        ({"BRIEFBOT_WEB_TOKEN_FILE": "/nowhere/token"}, "cannot be read"),
        ({"BRIEFBOT_WEB_PROXY_HEADER": "X Remote User"}, "BRIEFBOT_WEB_PROXY_HEADER"),
        ({"BRIEFBOT_TELEGRAM_PRIVATE": "yes"}, "BRIEFBOT_WEB_TOKEN"),
    ],
)
def test_what_pages_cannot_be_served_with_is_told(variables: dict[str, str], told: str) -> None:
    """A sentence names the variable, and no secret."""
    with pytest.raises(InputError, match=told) as refused:
        WebSettings.of(variables)
    assert "correct horse" not in str(refused.value)


def test_a_private_bot_has_private_pages() -> None:
    """With a token, or behind a proxy that knows who may come."""
    for variable in ({"BRIEFBOT_WEB_TOKEN": TOKEN}, {"BRIEFBOT_WEB_PROXY_HEADER": "X-Remote-User"}):
        assert WebSettings.of({"BRIEFBOT_TELEGRAM_PRIVATE": "yes", **variable}).is_private


def test_the_bot_knows_where_the_pages_are() -> None:
    """By the same variable."""
    variables = {"BRIEFBOT_TELEGRAM_TOKEN": "1:a", "BRIEFBOT_WEB_URL": "https://briefbot.example"}
    assert TelegramSettings.of(variables).web_url == "https://briefbot.example"
