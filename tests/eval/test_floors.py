"""Floors rise by themselves and fall only with a reason."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from .__main__ import check, main, pin, shown
from .figures import Figure, Report, f_score, share, table
from .floors import EPSILON, LoweredError, Lowering, Section, breaches, load, save, updated
from .systems import SYSTEMS, System

PINNED = Section("d1", {"recall": 0.9, "wrong_name": 0.1})


def _figures(recall: float = 0.9, wrong_name: float = 0.1) -> list[Figure]:
    return [Figure("recall", recall, 100), Figure("wrong_name", wrong_name, 100, lower_is_better=True)]


def test_what_holds_is_no_breach() -> None:
    """Equal or better figures pass, in both senses of better."""
    assert breaches(PINNED, "d1", _figures()) == []
    assert breaches(PINNED, "d1", _figures(recall=0.95, wrong_name=0.0)) == []


def test_what_fell_is_named() -> None:
    """Each worse figure gets a sentence with both numbers."""
    assert breaches(PINNED, "d1", _figures(recall=0.8, wrong_name=0.2)) == [
        "recall is 0.8000, under the pinned 0.9000",
        "wrong_name is 0.2000, over the pinned 0.1000",
    ]


def test_rounding_is_no_loss_and_one_case_is() -> None:
    """EPSILON lies between what rounding costs and what one case of a thousand costs."""
    assert breaches(PINNED, "d1", _figures(recall=0.9 - EPSILON / 2)) == []
    assert breaches(PINNED, "d1", _figures(recall=0.9 - 1 / 1000)) != []


@pytest.mark.parametrize(
    ("section", "digest", "figures", "reason"),
    [
        (None, "d1", _figures(), "no floors are pinned"),
        (PINNED, "d2", _figures(), "have changed"),
        (PINNED, "d1", [*_figures(), Figure("f1", 1.0, 1)], "f1 has no floor"),
        (PINNED, "d1", _figures()[:1], "wrong_name is pinned but no longer measured"),
    ],
)
def test_floors_that_do_not_belong_are_a_breach(
    section: Section | None, digest: str, figures: list[Figure], reason: str
) -> None:
    """Missing floors, other articles, new and vanished figures never pass in silence."""
    (breach,) = breaches(section, digest, figures)
    assert reason in breach


def test_better_figures_raise_the_floors() -> None:
    """An update pins what was gained, on the files of today."""
    assert updated(PINNED, "d2", _figures(recall=0.95, wrong_name=0.05)) == Section("d2", {"recall": 0.95, "wrong_name": 0.05})


@pytest.mark.parametrize("figures", [_figures(recall=0.8), _figures(wrong_name=0.2), _figures()[:1]])
@pytest.mark.parametrize("reason", [None, "", "  "])
def test_floors_are_not_lowered_without_a_reason(figures: list[Figure], reason: str | None) -> None:
    """Neither a worse figure nor dropping one gets through, also when the files have changed."""
    for digest in ("d1", "d2"):
        with pytest.raises(LoweredError):
            updated(PINNED, digest, figures, reason)


def test_a_lowering_keeps_its_reason() -> None:
    """Why a floor fell, and from what to what, stays with it."""
    once = updated(PINNED, "d1", _figures(recall=0.8), "harder articles")
    assert once.floors["recall"] == 0.8
    assert once.lowered == (Lowering("harder articles", {"recall": (0.9, 0.8)}),)
    twice = updated(once, "d1", _figures(recall=0.8)[:1], "no longer asked for")
    assert twice.lowered == (*once.lowered, Lowering("no longer asked for", {"wrong_name": (0.1, None)}))


def test_many_updates_do_not_wear_a_floor_down() -> None:
    """A figure that is worse by less than EPSILON leaves the floor where it was."""
    section = PINNED
    for step in range(1, 10):
        section = updated(section, "d1", _figures(recall=0.9 - EPSILON * min(step, 1) * 0.9))
    assert section.floors["recall"] == 0.9


def test_floors_come_back_from_their_file(tmp_path: Path) -> None:
    """What is saved is loaded again; no file means no floors."""
    path = tmp_path / "floors.json"
    sections = {"quotes": Section("d1", {"f1": 0.9}, (Lowering("why", {"f1": (0.95, 0.9), "old": (0.5, None)}),))}
    assert load(path) == {}
    save(path, sections)
    assert load(path) == sections


def test_the_command_pins_checks_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pinned figures pass the check, worse ones fail it and are pinned only with a reason."""
    path, measured = tmp_path / "floors.json", tmp_path / "article.txt"
    measured.write_text("text", encoding="utf-8")
    good, bad = Report(tuple(_figures())), Report(tuple(_figures(recall=0.5)))
    systems = {"quotes": System(lambda: [measured], lambda: good)}
    assert check(path, systems, {"quotes": good}) == 1
    assert pin(path, systems, {"quotes": good}, None) == 0
    assert check(path, systems, {"quotes": good}) == 0
    assert check(path, systems, {"quotes": bad}) == 1
    before = path.read_bytes()
    assert pin(path, systems, {"quotes": bad}, None) == 1
    assert path.read_bytes() == before
    assert "floors would be lowered: recall from 0.9 to 0.5" in capsys.readouterr().err
    assert pin(path, systems, {"quotes": bad}, "a reason") == 0
    assert load(path)["quotes"].lowered[0].reason == "a reason"


def test_the_table_shows_each_figure_and_faults_on_demand() -> None:
    """One line a figure, in per cent, with the number of cases."""
    report = Report(tuple(_figures()), ("article: missed: 'words'",))
    assert table(report).splitlines()[0].split() == ["recall", "90.0", "of", "100"]
    assert "missed" in shown("quotes", report, faults=True)
    assert "missed" not in shown("quotes", report, faults=False)


def test_shares_and_f_scores() -> None:
    """Nothing to measure is no fault; the F score weighs precision and recall alike."""
    assert share("x", [True, False]).value == 0.5
    assert share("x", []).value == 1.0
    assert share("x", [], lower_is_better=True).value == 0.0
    assert f_score("f1", right=1, claimed=2, gold=4).value == pytest.approx(2 * 0.5 * 0.25 / 0.75)
    assert f_score("f1", right=0, claimed=0, gold=0).value == 1.0


def test_a_reason_without_an_update_is_refused() -> None:
    """The command says how its options go together instead of ignoring one."""
    result = CliRunner().invoke(main, ["--allow-lower", "why"])
    assert result.exit_code == 2
    assert "--allow-lower goes with --update" in result.output


def test_the_command_prints_a_table_for_each_section(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `python -m tests.eval` shows, faults included."""
    measured = Report((share("wrong_name", [False, True], lower_is_better=True),), ("g1: a wrong name",))
    for name, system in SYSTEMS.items():  # what each measures is the gate's matter
        monkeypatch.setitem(SYSTEMS, name, replace(system, report=lambda: measured))
    result = CliRunner().invoke(main, ["--faults"])
    for name in SYSTEMS:
        assert f"{name}\n{table(measured)}\n  - g1: a wrong name\n" in result.output
