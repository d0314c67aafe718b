"""`/forget` leaves nothing of a person: no number and no words, in no table and no file, while the bot runs."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import inspect

from botapi import BotApi, Sent
from botapi.deployment import Deployment
from support.databases import looking_into

PERSON, GROUP = 7_301_946_582, -50
WORDS = ("zymurgist", "quoinstone", "Yttrivale", "xylorimba")
# Derived from the archive, and nobody's: full of numbers of its own.
ARCHIVE = {"documents", "passages", "names", "offices", "files", "state", "generations", "alembic_version", "sqlite_sequence"}


def said(api: BotApi, line: str, chat: int = PERSON) -> Sent:
    """The answer to a line of the person's."""
    before = len(api.to(chat))
    api.say(chat, line, person=PERSON)
    return api.answers(chat, before + 1)[-1]


def rows(deployment: Deployment) -> dict[str, list[str]]:
    """Every row of every table but the archive's own, as text."""
    with looking_into(deployment.url) as connection:
        tables = set(inspect(connection).get_table_names()) - ARCHIVE
        found = {table: connection.exec_driver_sql(f"SELECT * FROM {table}").all() for table in tables}  # noqa: S608
    return {table: [str(row) for row in lines] for table, lines in found.items()}


def files(folder: Path) -> dict[str, bytes]:
    """Every file beside the database, and itself."""
    return {path.name: path.read_bytes() for path in folder.glob("briefbot.db*")}


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something holds: the last word is noted as sent a moment after it came."""
    end = time.monotonic() + 15
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)


def traces(deployment: Deployment) -> list[str]:
    """Where the person's number or words are found: in rows, and in the bytes of files, as text or as SQLite has it."""
    number = str(PERSON)
    found = [
        table for table, lines in rows(deployment).items() for line in lines if number in line or any(w in line for w in WORDS)
    ]
    stored = (number.encode(), PERSON.to_bytes(6, "big"), *(word.encode() for word in WORDS))
    return found + [name for name, content in files(deployment.folder).items() if any(trace in content for trace in stored)]


@pytest.mark.usefixtures("bot")
def test_nothing_of_a_person_is_left_anywhere(api: BotApi, deployment: Deployment) -> None:
    """Questions, prompts, follows (a group's too), a digest, settings, an inline question and a report: all are gone."""
    api.group(GROUP).admins.update({PERSON, 8})
    said(api, f"What did Agnes Holm say about the hospital wing, {WORDS[0]}?")
    said(api, "What did Agnes Holm say?")
    said(api, "/tz")
    said(api, "/tz Berlin")
    said(api, f"/follow {WORDS[1]} bridge")
    said(api, f"/follow {WORDS[2]} river", GROUP)
    said(api, "/digest 08:30")
    api.inline_answer(api.type(PERSON, f"{WORDS[3]} of the {WORDS[3]}"))
    assert traces(deployment)
    said(api, "/forget")
    eventually(lambda: not traces(deployment))
    assert traces(deployment) == []


@pytest.mark.usefixtures("bot")
def test_all_that_is_kept_of_a_person_is_handed_out(api: BotApi, deployment: Deployment) -> None:
    """/export: every table that has a trace of them is in the file, with their words, and nothing of others."""
    api.group(GROUP).admins.update({PERSON, 8})
    said(api, "What did Agnes Holm say?")
    said(api, "/tz Berlin")
    said(api, f"/follow {WORDS[1]} bridge")
    said(api, f"/follow {WORDS[2]} river", GROUP)
    said(api, "/digest 08:30")
    api.inline_answer(api.type(PERSON, f"{WORDS[3]} of the {WORDS[3]}"))
    api.say(GROUP, f"/follow {WORDS[0]} mill", person=8)
    api.answers(GROUP, 2)
    with_traces = {table for table in traces(deployment) if not table.startswith("briefbot.db")}
    file = said(api, "/export").file
    kept = json.loads(file)
    assert with_traces <= set(kept)
    assert {"follows", "digests", "preferences", "answers", "questions"} <= set(kept)
    assert all(word in file.decode() for word in WORDS[1:])
    assert WORDS[0] not in file.decode()


@pytest.mark.usefixtures("bot")
def test_a_file_of_somebody_is_shown_to_no_group(api: BotApi) -> None:
    """They are told where to ask for it."""
    api.group(GROUP)
    assert "private chat" in said(api, "/export", GROUP).text
    assert not any(sent.file for sent in api.to(GROUP))


@pytest.mark.usefixtures("bot")
def test_what_others_said_stays(api: BotApi, deployment: Deployment) -> None:
    """One person's /forget takes nothing from another, in private or in the group that both use."""
    api.group(GROUP).admins.update({PERSON, 8})
    api.say(GROUP, f"/follow {WORDS[1]} bridge", person=8)
    api.answers(GROUP, 1)
    said(api, f"/follow {WORDS[2]} river", GROUP)
    said(api, "/forget")
    eventually(lambda: not any(WORDS[2] in line for lines in rows(deployment).values() for line in lines))
    assert [WORDS[1] in line for line in rows(deployment)["follows"]] == [True]
