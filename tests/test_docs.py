"""The documentation says what the program does."""

import re
import runpy
import subprocess
import sys

import click
import pytest

from briefbot.config import VARIABLES
from support.program import ROOT
from support.verbs import verbs

README = (ROOT / "README.md").read_text()
PAGES = {path.relative_to(ROOT).as_posix(): path.read_text() for path in (ROOT / "docs").rglob("*.md")}
# All that lead to each other.
LINKING = {"README.md": README, **{name: (ROOT / name).read_text() for name in ("CONTRIBUTING.md", "CHANGELOG.md")}, **PAGES}


def anchors(page: str) -> set[str]:
    """What a link can name in a page behind a #, as GitHub makes it of headings."""
    text = re.sub(r"^```.*?^```", "", page, flags=re.DOTALL | re.MULTILINE)
    heads = (re.sub(r"[`*]|\[([^]]*)\]\([^)]*\)", r"\1", head) for head in re.findall(r"^#+ (.*)", text, re.MULTILINE))
    return {re.sub(r"[^\w -]", "", head.strip().lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("variable", VARIABLES)
def test_every_variable_is_documented(variable: str) -> None:
    """In the example of a settings file, and for readers."""
    assert variable in (ROOT / ".env.example").read_text()
    assert any(variable in page for page in (README, *PAGES.values()))


def test_every_variable_that_is_read_is_listed() -> None:
    """What the settings read, and what the example holds, is what is documented."""
    read = set(re.findall(r'"(BRIEFBOT_[A-Z_]+)"', (ROOT / "src/briefbot/config.py").read_text()))
    assert read == set(VARIABLES)
    example = set(re.findall(r"BRIEFBOT_[A-Z_]+", (ROOT / ".env.example").read_text()))
    assert example == set(VARIABLES)


def test_every_command_and_option_has_its_help() -> None:
    """Nothing is left for people to guess."""
    for name, command in verbs():
        assert command.help, name
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, (name, parameter.name)
        assert f"## briefbot {name}\n" in PAGES["docs/run/commands.md"]


def test_generated_pages_are_up_to_date() -> None:
    """`make docs` would change nothing."""
    command = [sys.executable, "-m", "cogapp", "--check", "README.md", *PAGES]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 (a tool of ours)
    assert ran.returncode == 0, f"{ran.stdout}{ran.stderr}Run make docs."


@pytest.mark.parametrize("name", sorted(LINKING))
def test_links_lead_somewhere(name: str) -> None:
    """Every file that a page names by a link is there, within the repository, and so is the heading behind a #."""
    for target in re.findall(r"(?:\]\(|<img src=\")(?!https?:|mailto:)([^)\"\s]+)", LINKING[name]):
        path, _, anchor = target.partition("#")
        file = ((ROOT / name).parent / path).resolve() if path else ROOT / name
        assert file.is_relative_to(ROOT), f"{name}: {target}"
        assert file.exists(), f"{name}: {target}"
        assert not anchor or anchor in anchors(file.read_text()), f"{name}: {target}"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_is_found(name: str) -> None:
    """Some other page leads to it."""
    page = (ROOT / name).resolve()
    links = {other: re.findall(r"\]\(([^)#\s]+)", text) for other, text in LINKING.items() if other != name}
    led = ((ROOT / other).parent / path for other, paths in links.items() for path in paths if "//" not in path)
    assert name == "docs/index.md" or page in {path.resolve() for path in led}


@pytest.mark.parametrize("name", sorted(name for name in PAGES if name.startswith("docs/use/")))
def test_pages_for_users_are_short(name: str) -> None:
    """At most 1,200 words, but for what makes the generated parts and what the program says there."""
    text = re.sub(r"<!-- \[\[\[cog.*?\]\]\] -->|^```.*?^```", "", PAGES[name], flags=re.DOTALL | re.MULTILINE)
    assert len(text.split()) <= 1200


def test_pages_that_the_source_names_are_there() -> None:
    """Comments, messages and settings name pages by their paths."""
    files = [
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "tests").rglob("*.py"),
        *(ROOT / "tools").iterdir(),
        *(ROOT / "benchmarks").iterdir(),
    ]
    files += [
        ROOT / name for name in ("Makefile", "Dockerfile", "compose.yaml", ".env.example", "pyproject.toml", "CHANGELOG.md")
    ]
    for file in files:
        if file.is_file():
            for named in re.findall(r"docs/[a-z]+/[a-z]+\.md", file.read_text("utf-8")):
                assert (ROOT / named).is_file(), f"{file.relative_to(ROOT)}: {named}"


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`([\w/]+\.py::test_\w+)`", PAGES["docs/run/security.md"]))))
def test_the_tests_that_hold_a_promise_are_there(named: str) -> None:
    """Whoever reads of a promise finds the test, under the name that is given."""
    file, _, test = named.partition("::")
    assert re.search(rf"^(?:async )?def {test}\(", (ROOT / "tests" / file).read_text(), re.MULTILINE)


def test_the_site_has_every_page() -> None:
    """Each has its place in the contents; Sphinx, which builds it, is not among the packages for the tests."""
    parts = runpy.run_path(str(ROOT / "tools/site/parts.py"))["PARTS"]
    named = {f"docs/{folder}/{page}.md" for folder, pages in parts.values() for page in pages.split()}
    assert named == set(PAGES) - {"docs/index.md"}
