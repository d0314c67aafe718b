"""A webhook: Telegram brings updates, each is written down before it is confirmed, and polling is another way to the same."""

import json
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from botapi import BotApi, Trouble
from botapi.deployment import SECRET, Deployment, hook_here
from botapi.hooks import SECRET_HEADER
from botapi.server import TOKEN
from briefbot.config import WebhookSettings
from briefbot.errors import BotError, InputError
from briefbot.health.pulse import Beat
from briefbot.telegram import webhook
from briefbot.telegram.roles import Role
from support.databases import Databases, looking_into, rows

ASK = "What did Lavrov say about missile defense?"


@contextmanager
def hooked(deployment: Deployment, settings: WebhookSettings | None = None, **how: Any) -> Iterator[WebhookSettings]:
    """A bot that gets its updates by a webhook."""
    settings = settings or hook_here()
    with deployment.running(webhook=settings, **how):
        deployment.api.settled("setWebhook")
        yield settings


def kept(deployment: Deployment) -> int:
    """How many updates were written down."""
    return len(rows(deployment.url, "SELECT 1 FROM updates"))


def test_telegram_brings_what_waits_and_what_comes(deployment: Deployment, api: BotApi) -> None:
    """The webhook is set with its secret and what is wanted, and drops nothing; questions are answered as ever."""
    api.say(7, "/help")
    with hooked(deployment) as settings:
        api.say(7, ASK)
        assert api.answers(7, 2)[1].quotes()
        (_, _, form) = next(call for call in api.calls if call[1] == "setWebhook")
        assert (form["url"], form["secret_token"], form["drop_pending_updates"]) == (settings.url, SECRET, False)
        assert {"message", "callback_query", "inline_query", "my_chat_member"} <= set(form["allowed_updates"])
        assert form["max_connections"] == 40
        query = api.type(7, "Lavrov on missile defense")
        assert api.inline_answer(query).results
    assert not [name for _, name, _ in api.calls if name in ("getUpdates", "deleteWebhook")]
    assert not rows(deployment.url, "SELECT 1 FROM updates WHERE payload IS NOT NULL")


def _bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value


def test_nobody_else_is_listened_to(deployment: Deployment, caplog: pytest.LogCaptureFixture) -> None:
    """What shows no secret, is no POST, no JSON or too large is refused by a number alone, and nothing of it is kept."""
    update = json.dumps({"update_id": 5, "message": {"text": "hush"}})
    known = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}
    with hooked(deployment) as settings, httpx.Client(base_url=settings.url.removesuffix("/of/telegram")) as client:

        def status(method: str, path: str, content: Any = update, **headers: str | bytes) -> int:
            carried = [(name.encode(), _bytes(value)) for name, value in {**known, **headers}.items()]
            answer = client.request(method, path, content=content, headers=carried)
            assert (answer.content, answer.headers.get("server")) == (b"", None)
            return answer.status_code

        assert status("POST", "/of/telegram", **{SECRET_HEADER: "another"}) == 403
        assert status("POST", "/of/telegram", **{SECRET_HEADER: ""}) == 403
        assert status("POST", "/of/telegram", **{SECRET_HEADER: b"\xff"}) == 403
        for path in ("/", "/of", "/of/telegram/", "/of/telegram/..", f"/{SECRET}"):
            assert status("POST", path) == 404
        for method in ("GET", "PUT", "DELETE"):
            assert status(method, "/of/telegram") == 405
        assert status("POST", "/of/telegram", **{"Content-Type": "text/plain"}) == 415
        assert status("POST", "/of/telegram", b" " * (2**20 + 1)) == 413
        assert status("POST", "/of/telegram", (b" " * 2**16 for _ in range(20))) == 413
        for content in (b"no JSON", b"\xff\xfe", b"[" * 100_000):
            assert status("POST", "/of/telegram", content) == 400
        for content in (b"[]", b'{"update_id": "x"}', b'{"update_id": 4, "message": 3}'):  # which would only come again
            assert status("POST", "/of/telegram", content, **{"Content-Type": "application/json; charset=utf-8"}) == 200
        assert kept(deployment) == 0
    assert not any(word in caplog.text for word in ("hush", SECRET, "Traceback"))


@pytest.mark.parametrize("forwarded", [False, True])
def test_health_is_told_beside_it(deployment: Deployment, api: BotApi, forwarded: bool) -> None:  # noqa: FBT001 (a parameter)
    """To whoever asks from near, with its parts and metrics; by a proxy no more than whether it works."""
    headers = {"X-Forwarded-For": "203.0.113.5"} if forwarded else {}
    with hooked(deployment) as settings, httpx.Client(base_url=settings.url.removesuffix("/of/telegram")) as client:
        api.say(7, "/help")
        api.answers(7, 1)
        api.wait(lambda: client.get("/readyz", headers=headers).status_code == 200)
        assert client.get("/healthz", headers=headers).json() == {"status": "ok"}
        ready, metrics = client.get("/readyz", headers=headers).json(), client.get("/metrics", headers=headers)
    if forwarded:
        assert (ready, metrics.status_code) == ({"ready": True}, 404)
    else:
        assert {"updates", "schedule"} <= set(ready["parts"])
        assert "briefbot_questions_total" in metrics.text


def test_what_drips_is_not_waited_for(deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has the secret and brings nothing holds nothing."""
    monkeypatch.setattr("briefbot.telegram.transport.webhook._SECONDS", 0.1)
    head = f"POST /of/telegram HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Type: application/json\r\n"
    with hooked(deployment) as settings, socket.create_connection(("127.0.0.1", settings.port), 10) as dripping:
        dripping.sendall(f"{head}Content-Length: 100\r\n\r\n{{".encode())
        assert b" 408 " in dripping.recv(100)


def test_an_update_that_comes_again_is_answered_once(deployment: Deployment, api: BotApi) -> None:
    """Half of the confirmations are lost: Telegram brings those updates again."""
    api.bringer.loses_every = 2
    with hooked(deployment):
        for number in range(6):
            api.say(7 + number, "/help")
        api.wait(lambda: not api.unconfirmed)
        api.wait(lambda: all(api.to(7 + number) for number in range(6)))
        assert api.hook is not None
        assert len(api.hook.delivered) > 6
    assert [len(api.to(7 + number)) for number in range(6)] == [1] * 6


@pytest.mark.postgresql
def test_what_cannot_be_written_down_comes_again(
    deployment: Deployment, api: BotApi, databases: Databases, caplog: pytest.LogCaptureFixture
) -> None:
    """While the database is away Telegram hears so, and the person that the question waits; then it is answered, once."""
    with hooked(deployment):
        api.say(7, "/help")
        api.answers(7, 1)
        api.wait(lambda: not rows(deployment.url, "SELECT 1 FROM messages WHERE letter IS NOT NULL"))
        with databases.server.gone():
            api.say(7, ASK)
            assert api.answers(7, 2)[1].text.startswith("The archive cannot be reached just now.")
            assert api.unconfirmed == 1
        api.wait(lambda: api.hook is not None and api.hook.last_error is not None)
        assert api.hook is not None
        assert (api.hook.last_error or (0, ""))[1] == "Wrong response from the webhook: 503 Service Unavailable"
        assert api.answers(7, 3, 40)[2].quotes()
        api.wait(lambda: not api.unconfirmed)
    assert len(api.to(7)) == 3
    assert "Traceback" not in caplog.text


@pytest.mark.postgresql
def test_a_database_that_falls_silent_holds_nobody(
    deployment: Deployment, api: BotApi, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram is told to bring the update again, to whoever can write it down; it is answered once."""
    monkeypatch.setattr("briefbot.telegram.transport.webhook._PATIENCE", 0.2)
    with hooked(deployment):
        api.say(7, "/help")
        api.answers(7, 1)
        with looking_into(deployment.url) as other:
            other.exec_driver_sql("LOCK TABLE updates IN ACCESS EXCLUSIVE MODE")
            api.say(7, ASK)
            api.wait(lambda: api.hook is not None and api.hook.last_error is not None)
            assert api.unconfirmed == 1
        assert api.answers(7, 2, 40)[1].quotes()
        api.wait(lambda: not api.unconfirmed)
        assert api.hook is not None
        assert (api.hook.last_error or (0, ""))[1] == "Wrong response from the webhook: 503 Service Unavailable"
    assert len(api.to(7)) == 2
    assert "has not answered for 0.2 seconds" in caplog.text


def test_a_change_of_mode_loses_nothing(deployment: Deployment, api: BotApi) -> None:
    """From polling to a webhook, and back by `--polling`: what waited meanwhile is answered, in its order, once."""
    with deployment.running():
        api.say(7, "/help")
        api.answers(7, 1)
    api.say(7, ASK)
    with hooked(deployment):
        api.answers(7, 2)
    api.say(7, "/privacy")
    with (
        pytest.raises(BotError, match=r"to a webhook at 127\.0\.0\.1: nothing can be fetched.*--polling"),
        deployment.running(),
    ):
        deployment.thread.join(20)
    assert api.unconfirmed == 1
    with deployment.running(takes_webhook_away=True):
        api.answers(7, 3)
    assert (api.hook, api.unconfirmed, len(api.to(7))) == (None, 0, 3)


def test_a_poller_ends_where_another_program_sets_a_webhook(deployment: Deployment, api: BotApi) -> None:
    """It says so, with what to do, and leaves what waits."""
    settings = hook_here()

    def lose() -> None:
        with deployment.running():
            api.settled("getUpdates")
            httpx.post(
                f"{api.url}/bot{TOKEN}/setWebhook",
                data={"url": settings.url, "secret_token": SECRET, "allowed_updates": '["message"]'},
            ).raise_for_status()
            deployment.thread.join(20)

    with pytest.raises(BotError, match="to a webhook that another program has set"):
        lose()


@pytest.mark.parametrize("now", ["", "https://elsewhere.example/x"])
def test_a_webhook_that_others_took_ends_the_bot(
    deployment: Deployment, api: BotApi, monkeypatch: pytest.MonkeyPatch, now: str
) -> None:
    """Silence would tell nobody that nothing comes any more."""
    monkeypatch.setattr(webhook, "_LOOK", 0.05)

    def lose() -> None:
        with hooked(deployment):
            api.webhook = {"url": now}
            deployment.thread.join(20)

    with pytest.raises(BotError, match="set at elsewhere.example by another" if now else "taken away by another"):
        lose()


def test_what_telegram_could_not_bring_is_in_the_log(
    deployment: Deployment, api: BotApi, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Once for each time."""
    monkeypatch.setattr(webhook, "_LOOK", 0.05)
    api.webhook = {"last_error_date": 1_700_000_000, "last_error_message": "SSL error"}
    with hooked(deployment):
        api.settled("getWebhookInfo", 4)
    assert sum("SSL error (2023-11-14 22:13 UTC; 0 wait)" in one.message for one in caplog.records) == 1


def test_an_address_that_telegram_does_not_take_is_told(deployment: Deployment, api: BotApi) -> None:
    """With Telegram's reason."""
    settings = WebhookSettings("ftp://nowhere", SECRET, port=hook_here().port)
    with pytest.raises(BotError, match=r"does not take BRIEFBOT_WEBHOOK_URL .*https url"), deployment.running(webhook=settings):
        deployment.thread.join(20)


def test_a_port_that_is_taken_is_told(deployment: Deployment) -> None:
    """With the setting that names another one; Telegram is told nothing."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        settings = WebhookSettings("https://bot.example/x", SECRET, port=other.getsockname()[1])
        with pytest.raises(InputError, match="BRIEFBOT_WEBHOOK_LISTEN"), deployment.running(webhook=settings):
            deployment.thread.join(20)
    assert not [name for _, name, _ in deployment.api.calls if name == "setWebhook"]


def test_an_outage_at_the_start_is_waited_out(deployment: Deployment, api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    """The webhook is set once Telegram can be reached."""
    api.trouble.append(Trouble(502, method="setWebhook", times=1, page="Bad Gateway"))
    api.trouble.append(Trouble(429, "Too Many Requests: retry after 1", method="setWebhook", times=1, retry_after=1))
    with deployment.running(webhook=hook_here()), caplog.at_level(logging.INFO):
        api.say(7, "/help")
        api.answers(7, 1)
    assert "The webhook cannot be set" in caplog.text


# Several processes


@pytest.mark.postgresql
def test_polling_and_a_webhook_refuse_each_other_on_one_database(deployment: Deployment, api: BotApi) -> None:
    """Each with a sentence; whoever was there goes on."""

    def refused(**how: Any) -> str:
        with pytest.raises(BotError) as raised, deployment.running(role=Role.WORKER, **how):
            deployment.thread.join(20)
        return str(raised.value)

    with deployment.running():
        api.settled("getUpdates")
        assert "fetches this bot's updates, and this one is to get them by a webhook" in refused(webhook=hook_here())
        api.say(7, "/help")
        api.answers(7, 1)
    with hooked(deployment, role=Role.WORKER):
        assert "by a webhook, and this one is to fetch them" in refused(takes_webhook_away=True)
        api.say(7, "/help")
        api.answers(7, 2)
    assert api.hook is not None


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("role", "beats"), [(Role.WORKER, {"updates"}), (Role.SCHEDULER, {"schedule"}), (Role.ALL, {"updates", "schedule"})]
)
def test_each_role_is_asked_for_its_own_work(deployment: Deployment, api: BotApi, role: Role, beats: set[str]) -> None:
    """A scheduler is not unwell for want of updates, nor a worker that no digest was due; nobody waits for the other's."""
    webhook = hook_here() if role.answers else None
    with deployment.running(webhook=webhook, role=role) as bot:
        if role.answers:
            api.settled("setWebhook")
            api.say(7, "/help")
            api.answers(7, 1)
        api.wait(lambda: all(bot.monitor.pulse.age(Beat(beat)) is not None for beat in beats))
        assert {beat.value for beat in bot.monitor.checks.expected} == beats


def test_a_file_of_sqlites_has_one_process(deployment: Deployment) -> None:
    """Told with where to go."""
    with pytest.raises(BotError, match=r"PostgreSQL's alone.*docs/run/postgresql\.md"), deployment.running(role=Role.WORKER):
        deployment.thread.join(20)
