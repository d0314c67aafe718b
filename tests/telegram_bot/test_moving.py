"""A bot that moves to another database: nobody notices."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import update

from botapi import BotApi, Sent
from botapi.deployment import ADMIN, Deployment
from briefbot.archive import Archive
from briefbot.archive.exporting import export
from briefbot.digests.subscription import Subscription
from briefbot.store.tables import DocumentRow
from briefbot.telegram import digests as sending
from support.news import as_lines, story, words


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bot that looks at its schedule often."""
    monkeypatch.setattr(sending, "_TICK", 0.1)


def bring(deployment: Deployment, *stories: list[dict[str, object]]) -> None:
    """Bring articles in."""
    with Archive.open(deployment.url, deployment.folder) as briefbot:
        briefbot.ingest(["-"], BytesIO(as_lines([one for each in stories for one in each]).encode()))
        briefbot.refresh()


def moved(deployment: Deployment, folder: Path) -> Deployment:
    """The same bot on a new database, to which an export of the old one was brought."""
    folder.mkdir()
    file = folder / "moved.jsonl"
    with Archive.open(deployment.url, deployment.folder) as before, file.open("wb") as stream:
        export(before.store, stream)
    new = Deployment(folder, deployment.api)
    with Archive.open(new.url, folder) as after:
        report = after.ingest([str(file)], BytesIO())
        assert (report.failed, report.left) == ([], [])
        after.refresh()
    return new


def said(api: BotApi, line: str, chat: int = 7) -> Sent:
    """What the bot says to a line."""
    before = len(api.to(chat))
    api.say(chat, line)
    return api.answers(chat, before + 1)[-1]


def at(day: int, hour: int = 9) -> Callable[[], datetime]:
    """A clock that shows an hour (UTC) so many days after today, and goes."""
    ahead = datetime.combine(datetime.now(UTC).date() + timedelta(days=day), time(hour), UTC) - datetime.now(UTC)
    return lambda: datetime.now(UTC) + ahead


def digest_on(deployment: Deployment, day: int) -> str:
    """What a bot sends to a chat by itself on a day."""
    before = len(deployment.api.to(7))
    with deployment.running(clock=at(day)):
        deployment.api.wait(lambda: len(deployment.api.to(7)) > before)
    (digest,) = deployment.api.to(7)[before:]
    return digest.text


def due_on(deployment: Deployment, day: int) -> list[Subscription]:
    """The digests that a bot would have to send on a day."""
    with Archive.open(deployment.url, deployment.folder) as briefbot, briefbot.store.read() as work:
        return work.subscriptions.due(at(day)(), 10)


def test_a_bot_moves_to_a_new_database(deployment: Deployment, api: BotApi, tmp_path: Path) -> None:
    """What is followed, chosen and forbidden goes on, links open, and no digest is sent a second time."""
    bring(deployment, [story(number, name=f"m{number}") for number in range(3)])
    with deployment.running():
        for line in ("/follow Agnes Holm", "/tz UTC", "/digest 08:30", "/settings quotations 10"):
            said(api, line)
        said(api, "/block 666", chat=ADMIN)
        answer = said(api, "What did Agnes Holm say?")
        api.press(answer, "1")
        api.wait(lambda: "Share" in answer.labels)
        link = str(answer.button("Share")["switch_inline_query"]).removeprefix("link:")
    assert words(0) in digest_on(deployment, 2)
    new = moved(deployment, tmp_path / "new")
    assert due_on(new, 2) == []
    bring(new, [story(9, name="m9")])
    with Archive.open(new.url, new.folder) as briefbot, briefbot.store.write() as work:
        work._connection.execute(update(DocumentRow).where(DocumentRow.id == "m9").values(added_at=at(2, 12)()))
    told = digest_on(new, 3)
    assert words(9) in told
    assert words(0) not in told
    with new.running(clock=at(3, 10)):
        assert "Agnes Holm" in said(api, "/following").text
        assert "08:30" in said(api, "/settings").text
        assert "10" in said(api, "/settings").text
        shown = said(api, f"/start {link}").text
        assert ("withdrawn" in shown, "Agnes Holm" in shown) == (False, True)
        before = len(api.to(666))
        api.say(666, "What did Agnes Holm say?")
        said(api, "/unfollow 1")
        assert len(api.to(666)) == before
