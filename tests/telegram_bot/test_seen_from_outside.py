"""The bot as those see it who run it: its health, its metrics, its log, and `briefbot health`."""

import json
import re
import signal
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from botapi import BotApi
from botapi.deployment import Deployment, process
from briefbot.store.tables import REVISION
from support.pages import Visitor
from support.program import Program

ASK = "What did Lavrov say about missile defense?"
NOTHING = "What did Lavrov say about zeppelins?"
PERSON = 7_654_321


def address_in(log: Path) -> str:
    """Where health is told, as the log has it."""
    found = re.search(r"Health is told at (http://\S+)/healthz", log.read_text())
    return found[1] if found else ""


def test_the_bot_is_seen_while_it_runs(deployment: Deployment, api: BotApi) -> None:
    """Ready once it polls, what it answered counted; each line of its log is JSON, and holds no name, number or word."""
    log = deployment.folder / "log"
    with process(deployment, BRIEFBOT_HEALTH_PORT="0", BRIEFBOT_LOG_FORMAT="json") as bot:
        api.say(PERSON, ASK)
        api.say(PERSON, NOTHING)
        api.answers(PERSON, 2)
        api.settled("getUpdates", 2)
        visit = Visitor(address_in(log))
        api.wait(lambda: visit("/readyz").status == 200)
        asked = Program(deployment.folder, {"BRIEFBOT_HEALTH_PORT": visit.root.rpartition(":")[2]})
        well, detailed = asked("health"), asked("health", "--ready")
        parts = json.loads(visit("/readyz").body)["parts"]
        exposed = visit("/metrics").text
        bot.send_signal(signal.SIGTERM)
        assert bot.wait(40) == 0
        gone = asked("health")
    assert parts["database"] == {"state": "fine", "revision": REVISION}
    assert set(parts) == {"database", "index", "feeds", "updates", "schedule"}
    assert (well.status, well.out) == (0, "It works.\n")
    assert detailed.status == 0
    assert re.search(r"^fine     updates: age seconds [\d.]+$", detailed.out, re.MULTILINE)
    assert gone.status == 1
    assert gone.complaint.startswith("Nothing that can be read answers at 127.0.0.1")
    questions = {
        tuple(one.labels.values()): one.value
        for family in text_string_to_metric_families(exposed)
        for one in family.samples
        if one.name == "briefbot_questions_total"
    }
    assert questions == {("telegram", "answered"): 1, ("telegram", "refused"): 1}
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert {"level", "event", "timestamp", "logger"} <= set(lines[0])
    for word in (str(PERSON), "Lavrov", "zeppelins"):
        assert word not in exposed
        assert word not in log.read_text()


def test_pages_are_asked_where_there_is_no_bot(program: Program) -> None:
    """At the address that is set for them; where nothing listens, that is told, and the status is 1."""
    ran = program.given(BRIEFBOT_WEB_PORT="1")("health", "--web")
    assert ran.status == 1
    assert "at 127.0.0.1, port 1:" in ran.complaint
