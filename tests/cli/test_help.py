"""Help: each verb shows how it is typed, and the shell completes it."""

import shlex
import subprocess
from pathlib import Path

import click
import pytest

from briefbot.cli.examples import EXAMPLES
from support.program import BRIEFBOT, Program, inherited
from support.verbs import all_verbs, verbs


@pytest.mark.parametrize("name", [name for name, _ in all_verbs()])
def test_the_help_of_each_verb_ends_in_two_examples(program: Program, name: str) -> None:
    """As they are typed, on lines of their own."""
    shown = program(*name.split(), "--help").out.rstrip().splitlines()[-2:]
    assert shown == [f"    briefbot {line}" for line in EXAMPLES[name]]


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, lines in EXAMPLES.items() for line in lines])
def test_examples_can_be_typed(name: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their options are there and take such values; files that they name would be read if they were there."""
    monkeypatch.chdir(tmp_path)
    command, arguments = dict(verbs())[name.split(maxsplit=1)[0]], shlex.split(line)
    for word in arguments:
        if Path(word).suffix in {".csv", ".json", ".jsonl", ".html", ".opml", ".pdf"}:
            Path(word).touch()
    del arguments[0]
    if isinstance(command, click.Group):
        command = command.commands[arguments.pop(0)]
    shell = next((at for at, word in enumerate(arguments) if word in {"<", ">", ">>"}), len(arguments))
    command.make_context(name, arguments[:shell])


def test_no_line_of_the_list_of_verbs_is_cut(program: Program) -> None:
    """On a terminal of eighty columns."""
    assert "..." not in program("--help").out.replace("[ARGS]...", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_told_how_to_complete(program: Program, shell: str) -> None:
    """A script that asks the program itself."""
    assert f"_BRIEFBOT_COMPLETE={shell}_complete" in program("completion", shell).out


def test_verbs_are_completed(tmp_path: Path) -> None:
    """What bash is answered for `briefbot che`."""
    asking = {"_BRIEFBOT_COMPLETE": "bash_complete", "COMP_WORDS": "briefbot che", "COMP_CWORD": "1"}
    ran = subprocess.run(BRIEFBOT, cwd=tmp_path, env=inherited() | asking, capture_output=True, text=True, check=False)  # noqa: S603
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "plain,check\n", "")
