"""Buttons: what each one carries is the request that its press makes, and nothing else is one."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.dialogue.buttons import (
    Act,
    AskForCity,
    AskForLocation,
    ChoosePerson,
    ChooseZone,
    CloseMenu,
    CopyCitation,
    DecideReport,
    EndFollow,
    Expired,
    FollowCited,
    InSettings,
    OnAnswer,
    OpenMenu,
    Page,
    Press,
    ReportSpeaker,
    Setting,
    TurnPage,
    data_of,
    request_of,
)
from briefbot.dialogue.commands import parse
from briefbot.dialogue.commands.admins import ShowReports
from briefbot.dialogue.commands.follows import PlanDigest
from briefbot.dialogue.commands.keeping import ShowFeeds
from briefbot.dialogue.commands.questions import Ask, Look, More
from briefbot.dialogue.commands.settings import ChangeSettings, Speak
from briefbot.dialogue.keeping_buttons import FeedStep, OnChannel, OnFeed, OnSubmission, Step
from briefbot.dialogue.links import base36
from briefbot.dialogue.preferences import QUOTATIONS, Change
from briefbot.dialogue.requests import Who
from briefbot.digests.schedule import zones
from briefbot.digests.schedule_changes import ScheduleChange
from briefbot.wording.translation import languages

ROWS = st.integers(1, 2**63 - 1)
NUMBERS = st.integers(0, 9999)
ABOUT_ANSWERS = (
    st.sampled_from((OpenMenu, CloseMenu, CopyCitation, ReportSpeaker, ChoosePerson, FollowCited)).flatmap(
        lambda kind: st.builds(kind, NUMBERS)
    )
    | st.builds(Look, st.sampled_from(("context", "source")), NUMBERS)
    | st.just(More())
)
CHOICES = st.builds(Speak, st.sampled_from((None, *languages()))) | st.builds(ChooseZone, st.sampled_from(sorted(zones())))
SETTINGS = (
    CHOICES
    | st.builds(TurnPage, st.sampled_from(Page))
    | st.sampled_from([*(Change(quotations=number) for number in QUOTATIONS), Change(previews=True), Change(latin=False)]).map(
        ChangeSettings
    )
    | st.builds(ScheduleChange, weekdays=st.frozensets(st.integers(0, 6), min_size=1)).map(PlanDigest)
    | st.builds(
        ScheduleChange, switched_on=st.sampled_from([True]), at=st.times().map(lambda at: time(at.hour, at.minute))
    ).map(PlanDigest)
    | st.builds(ScheduleChange, switched_on=st.booleans()).map(PlanDigest)
)
REQUESTS = (
    st.builds(OnAnswer, ROWS, ABOUT_ANSWERS)
    | st.builds(InSettings, SETTINGS)
    | CHOICES
    | st.builds(ShowReports, ROWS)
    | st.builds(DecideReport, ROWS, st.booleans())
    | st.builds(EndFollow, ROWS)
    | st.sampled_from([AskForCity(), AskForLocation()])
    | st.builds(OnSubmission, ROWS, st.sampled_from(Step))
    | st.builds(OnFeed, ROWS, st.sampled_from(FeedStep))
    | st.builds(ShowFeeds, NUMBERS)
    | st.builds(OnChannel, ROWS.map(lambda number: -number), st.booleans())
)


@given(REQUESTS)
def test_what_a_button_asks_for_comes_back(request: object) -> None:
    """Whatever is written into a button is what its press makes, in Telegram's 64 bytes."""
    data = data_of(request)  # type: ignore[arg-type] # a strategy of several types
    assert len(data.encode()) <= 64
    assert request_of(data) == request


def test_a_button_carries_any_zone() -> None:
    """Every zone goes into a button, alone and in the settings, and comes out of it."""
    for zone in zones():
        for chosen in (ChooseZone(zone), InSettings(ChooseZone(zone))):
            assert len(data_of(chosen).encode()) <= 64
            assert request_of(data_of(chosen)) == chosen


@pytest.mark.parametrize("act", Act)
def test_every_act_makes_a_request(act: Act) -> None:
    """Each is decoded from the data of a button of its own; which others it has, the properties here say."""
    about = {Act.SETTINGS: Setting.PREVIEWS, Act.LANGUAGE: 0, Act.ZONE: 0}.get(act, 7)
    request = request_of(Press(act, about).data)
    assert request != Expired()
    assert Press.of(data_of(request)) == Press(act, about)


@pytest.mark.parametrize(
    ("data", "typed"),
    [
        (data_of(Speak("ru")), "/language ru"),
        (data_of(Speak(None)), "/language auto"),
        ("1:t:1:10", "/settings quotations 10"),
        ("1:t:2:0", "/settings previews off"),
        ("1:t:3:1", "/settings names latin"),
        ("1:t:4:0", "/digest off"),
        ("1:t:5:510", "/digest 08:30"),
        ("1:m:1:0", "/more"),
        ("1:c:1:2", "/context 2"),
        ("1:s:1:2", "/source 2"),
    ],
)
def test_a_press_is_what_typing_would_have_been(data: str, typed: str) -> None:
    """The same value, which stands in the settings or about an answer where the button does."""
    request = request_of(data)
    assert (request.request if isinstance(request, InSettings | OnAnswer) else request) == parse(typed)


@pytest.mark.parametrize(
    "data",
    ["1:t:0:0", "1:t:0:3", "1:t:1:3", "1:t:2:0", "1:t:2:1", "1:t:3:0", "1:t:3:1", "1:t:4:0", "1:t:4:1", "1:t:5:0", "1:t:5:1439",
     "1:t:6:1", "1:t:6:64", "1:t:6:127", "1:l:0:0", "1:l:0:2", "1:z:0:0", "1:z:0:1", "1:h:7:0", "1:k:7:0", "1:x:7:0",
     "1:u:7:0", "1:i:7:0", "1:i:7:5", "1:e:0:0", "1:e:7:0", "1:e:7:5", "1:y:7:0", "1:y:7:1"],
)  # fmt: skip
def test_a_button_of_an_earlier_day_means_the_same(data: str) -> None:
    """Buttons stay in chats for years: what they carry is written as it is read, to the letter."""
    assert data_of(request_of(data)) == data


@pytest.mark.parametrize(
    "data",
    [
        "", "1", "0:m:1:0", "1:m:1", "1:m:1:0:0", "1:?:1:0", "1:m:-1:0", "1:m:1:a", "1:m:é:0", "1:m:1:²",
        "1:t:0:9", "1:t:9:0", "1:t:1:4", "1:t:5:1440", "1:t:6:128", "1:l:zzz:0", "1:z:1:0", "1:z:0:2",
        *(f"1:{act}:{base36(2**63)}:0" for act in Act),
    ],
)  # fmt: skip
def test_what_no_button_of_this_version_carries_has_expired(data: str) -> None:
    """Another version's data, or nobody's; a number that no row can have, too."""
    assert request_of(data) == Expired()


@given(st.text(max_size=64) | st.from_regex(r"1:[a-z]:-?[0-9a-z]{1,60}:-?[0-9]{1,30}", fullmatch=True))
def test_any_data_is_read(data: str) -> None:
    """Whatever somebody makes a button carry is a request that a button asks for, or has expired; it raises nothing."""
    request = request_of(data)
    assert request == Expired() or request_of(data_of(request)) == request


def test_who_may_press() -> None:
    """What a button changes for a whole chat wants its managers, wherever the button stands."""
    assert InSettings(TurnPage(Page.ALL)).who is InSettings(Speak("ru")).who is Who.MANAGERS
    assert OnAnswer(1, FollowCited(0)).needs_rights
    assert not OnAnswer(1, More()).needs_rights
    for keeping in (OnSubmission(1, Step.TAKE_BACK), OnFeed(1, FeedStep.REMOVE), OnChannel(-1, accept=True), ShowFeeds()):
        assert keeping.who is Who.ADMINS


def test_there_is_no_button_for_what_is_typed_alone() -> None:
    """A mistake in a view is seen when its button is made."""
    for request in (Ask("Who?"), OnAnswer(1, Ask("Who?")), InSettings(Ask("Who?"))):
        with pytest.raises(ValueError, match="button"):
            data_of(request)


@given(st.integers(0))
def test_a_number_in_digits_and_letters_is_that_number(number: int) -> None:
    """As `int` reads it, without leading noughts."""
    assert int(base36(number), 36) == number
    assert base36(number) == "0" or not base36(number).startswith("0")
