"""What the program is run by elsewhere: the Dockerfile, compose.yaml, the unit of systemd. Each names what there is."""

import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from briefbot.cli.main import main
from briefbot.config import VARIABLES
from support.program import BRIEFBOT, ROOT, inherited

DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "briefbot"}
UNIT = ROOT / "deploy/briefbot.service"
SETTINGS = {*VARIABLES}


def understood(arguments: list[str]) -> bool:
    """Whether the program has this verb, with these options."""
    verb = main.get_command(click.Context(main), arguments[0])
    if verb is None:
        return False
    try:
        verb.make_context(arguments[0], arguments[1:])
    except click.UsageError:
        return False
    return True


def of_interpolated(word: str) -> str:
    """A word of compose.yaml where no variable is set: `${NAME:-default}` is the default."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", word)


@pytest.mark.parametrize("name", OURS)
def test_each_service_runs_a_command_that_there_is(name: str) -> None:
    """With options that it has."""
    assert understood([of_interpolated(word) for word in OURS[name]["command"]])


def test_a_command_that_there_is_not_is_found() -> None:
    """So that the test above can fail."""
    assert not understood(["fly"])
    assert not understood(["web", "--to", "the moon"])


@pytest.mark.parametrize("name", OURS)
def test_each_service_is_set_by_settings_that_there_are(name: str) -> None:
    """And by nothing that reads like one."""
    assert set(OURS[name]["environment"]) <= SETTINGS


def test_secrets_are_files() -> None:
    """No token and no password stands in compose.yaml, and each service that uses a file has it."""
    for name, service in SERVICES.items():
        environment = service.get("environment", {})
        assert not any(re.search(r"TOKEN$|PASSWORD$|SECRET$", variable) for variable in environment), name
        files = {Path(value).name for variable, value in environment.items() if variable.endswith("_FILE")}
        assert files <= set(service.get("secrets", [])), name
    assert {secret for service in SERVICES.values() for secret in service.get("secrets", [])} == set(COMPOSE["secrets"])


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_can_do_as_little_as_it_may(name: str) -> None:
    """No capabilities but those that are named, none to be had, an end that is waited for, and a root that is not written."""
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is (not name.startswith("search-"))
    assert re.fullmatch(r"\d+s", service["stop_grace_period"])
    assert "healthcheck" in service or (name in OURS and "HEALTHCHECK" in DOCKERFILE)
    assert {volume.partition(":")[0] for volume in service["volumes"]} <= {*COMPOSE["volumes"], "./deploy/Caddyfile"}


def test_what_is_not_for_all_is_reached_by_nobody_else() -> None:
    """The database and the search cluster publish no port, and their network leads nowhere."""
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for name, service in SERVICES.items():
        assert ("ports" in service) is (name == "proxy")
        if name == "postgres" or name.startswith("search-"):
            assert service["networks"] == ["inside"]


def test_the_pages_believe_the_proxy_and_nobody_else() -> None:
    """What the proxy tells of a visitor is believed, since its address is fixed."""
    address = SERVICES["proxy"]["networks"]["outside"]["ipv4_address"]
    assert SERVICES["page"]["environment"]["BRIEFBOT_WEB_PROXIES"] == address


def test_the_image_runs_commands_that_there_are() -> None:
    """The one that it starts, and the one that asks it whether it is well; its settings are ones that there are."""
    entry, command = (json.loads(found) for found in re.findall(r"^(?:ENTRYPOINT|CMD) (\[.*\])$", DOCKERFILE, re.MULTILINE))
    assert entry == ["briefbot"]
    assert understood(command)
    program, *health = json.loads(re.findall(r"HEALTHCHECK .* CMD (\[.*\])", DOCKERFILE)[0])
    assert program == "briefbot"
    assert understood(health)
    assert set(re.findall(r"BRIEFBOT_\w+", DOCKERFILE)) <= SETTINGS


def test_the_image_is_built_from_files_that_there_are() -> None:
    """And nothing else is sent to whoever builds it, no settings, no archive and no history among it."""
    copied = [one for line in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE) for one in line.split()]
    assert copied
    assert all((ROOT / one).exists() for one in copied)
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in ignored
    assert {line.removeprefix("!") for line in ignored if line.startswith("!")} == set(copied)


def test_the_image_runs_as_nobody_in_particular() -> None:
    """By numbers, which a cluster can check."""
    assert re.findall(r"^USER (.*)$", DOCKERFILE, re.MULTILINE) == ["10001:10001"]


def test_the_unit_of_systemd_is_sound(tmp_path: Path) -> None:
    """Systemd finds nothing wrong with it, and little that the program could do to a machine."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("there is no systemd-analyze here")
    text = UNIT.read_text().replace("/opt/briefbot/bin/briefbot", "/bin/true")
    (tmp_path / UNIT.name).write_text(text)
    verified = analyzed("verify", str(tmp_path / UNIT.name))
    assert (verified.returncode, verified.stderr) == (0, "")
    judged = analyzed("security", "--offline=yes", "--no-pager", "--threshold=20", str(tmp_path / UNIT.name))
    assert judged.returncode == 0, judged.stdout


def test_the_unit_runs_a_command_that_there_is() -> None:
    """Set by settings that there are."""
    (command,) = re.findall(r"^ExecStart=\S*/briefbot (.*)$", UNIT.read_text(), re.MULTILINE)
    assert understood(command.split())
    assert set(re.findall(r"BRIEFBOT_\w+", UNIT.read_text())) <= SETTINGS


def analyzed(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What systemd-analyze says."""
    command = ["systemd-analyze", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (the system's)


def test_the_first_process_of_a_container_ends_when_it_is_told_to(tmp_path: Path) -> None:
    """Also before the bot serves: the system does nothing to such a process on SIGTERM that it has not asked for."""
    own = ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child"]
    if shutil.which("unshare") is None or subprocess.run([*own, "true"], capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("no process here may have processes of its own")
    environment = {**inherited(), "BRIEFBOT_SEEDS": "", "HOME": str(tmp_path)}
    command = [*own, *BRIEFBOT, "ingest", "-"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, **pipes) as started:  # type: ignore[call-overload]  # noqa: S603
        try:
            until((tmp_path / "briefbot.db").exists)  # it has begun, and waits for its standard input
            (first,) = map(int, Path(f"/proc/{started.pid}/task/{started.pid}/children").read_text().split())
            os.kill(first, signal.SIGTERM)
            assert started.wait(20) == 143
        finally:
            started.kill()


def until(done: Any, seconds: float = 20) -> None:
    """Wait for something to be so."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)
