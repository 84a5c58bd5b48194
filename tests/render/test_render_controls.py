"""What can be pressed beneath an answer makes sense of it, fits Slack, and carries nothing but ids and codes."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import event_samples
import pytest
from event_samples import HOSTILE, sign_in, totals
from render_samples import NOW, a_day, answer_of, by_app, grouped, question
from slack_sdk.models.blocks import Block

from bot.demo.blockkit import Use, problems
from bot.domain.answers import AnswerKind
from bot.domain.fields import FIELDS
from bot.domain.fields.shared import TIMES
from bot.domain.kept import FIRST_PAGE, UNASKED, KeptQuestion, Page
from bot.domain.people import Person
from bot.domain.person_answers import PersonAnswer, PersonPage
from bot.domain.question import Is, Log, OneOf, Output, Question
from bot.domain.variations import with_group
from bot.domain.window import Last
from bot.render import Renderer
from bot.render.controls import Action, Button, Option, OptionGroup, Select, group, numbered, option_value, read_value

RENDERER = Renderer()
KEY = "k3ptQuest1onKey_"


def kept(asked, **members):
    usual = {"id": KEY, "zone": ZoneInfo("Europe/Berlin"), "asked_at": NOW, "asker": "U1", "channel": "C1"}
    return KeptQuestion(question=asked, **usual | members)


def said(answer, **members):
    """The message with its controls, sound in every way Slack documents."""
    message = RENDERER.answer(answer, heading="Asked", kept=kept(answer.question, **members))
    assert problems({"text": message.text, "blocks": list(message.blocks)}, Use.RESPONSE) == []
    for block in message.blocks:
        if known := Block.parse(block):
            known.validate_json()
    return message


def pressable(message):
    """Each element by its action."""
    return {
        element["action_id"]: element
        for block in message.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    }


def labels(element):
    listed = element.get("options") or [option for part in element["option_groups"] for option in part["options"]]
    return [option["text"]["text"] for option in listed]


def sign_ups(*where, kind=AnswerKind.LIST, **said_of_it):
    return answer_of(a_day(), question(*where, **said_of_it), kind)


def events(log, rows=()):
    return event_samples.answer(event_samples.asked(log), AnswerKind.LIST, totals(0, len(rows)), rows=rows)


def person(accounts=1):
    one = Person(id="11111111-2222-3333-4444-555555555555", name="Jane", principal="jane@contoso.com", mail="")
    return PersonAnswer(
        question=Question(log=Log.USER, where=(Is("user", "jane@contoso.com"),)),
        zone="UTC",
        sought="jane@contoso.com",
        accounts=accounts,
        pages=(PersonPage(person=one),) * accounts,
        as_of=NOW,
        complete=True,
        source=sign_ups().source,
    )


def test_nothing_can_be_pressed_where_nothing_was_kept():
    message = RENDERER.answer(sign_ups(), heading="Asked")

    assert [block for block in message.blocks if block["type"] == "actions"] == []


def test_values_are_ids_and_codes_of_ours_alone():
    answer = sign_ups(Is("user", "secret.person@contoso.com"), Is("app", HOSTILE))

    elements = list(pressable(said(answer)).values())
    parts = [part for element in elements for part in element.get("option_groups", ())]
    values = [element["value"] for element in elements if "value" in element]
    values += [option["value"] for holder in (*elements, *parts) for option in holder.get("options", ())]
    codes = {read_value(value)[1].partition(":")[2] or read_value(value)[1] for value in values}

    assert {read_value(value)[0] for value in values} == {KEY}
    ours = {
        *FIELDS[Log.SIGN_UPS],
        "list",
        "chart",
        "funnel",
        "compare",
        "csv",
        "json",
        "query",
        "star",
        "unstar",
        "schedule",
        "",
    }
    ours |= {"1h", "24h", "7d", "30d", "today", "yesterday", "this_week", "last_week"}
    assert codes <= ours


def test_a_first_page_leads_on_a_last_one_back_and_one_between_both_ways():
    answer = sign_ups()
    first, second = FIRST_PAGE, Page((0, 15), 40)
    last = Page((0, 15, 38), 40)

    turns = [
        [action for action in pressable(said(answer, page=page)) if action in (Action.BACK, Action.NEXT)]
        for page in (first, second, last)
    ]

    assert turns == [["answer_next"], ["answer_back", "answer_next"], ["answer_back"]]


def test_what_fits_on_one_page_has_none_to_turn():
    actions = pressable(said(answer_of(a_day()[:3], question(), AnswerKind.LIST)))

    assert {"answer_back", "answer_next"}.isdisjoint(actions)


def test_a_page_says_which_rows_it_has():
    message = said(sign_ups(), page=Page((0, 15), 40))

    assert "The table has 16 to " in message.text
    assert " of 40 attempts, newest first; " in message.text


def test_a_page_past_the_end_is_empty_and_not_an_error():
    message = said(sign_ups(), page=Page((0, 400), 40))

    assert "answer_back" in pressable(message)
    assert "answer_next" not in pressable(message)


def test_rows_that_came_late_are_told_on_the_next_page():
    message = said(sign_ups(), page=Page((0, 15), 38))

    assert "The first page counted 38 attempts, now it is 40: late rows arrived." in message.text


def test_what_was_offered_and_is_asked_now_begins_at_its_beginning():
    assert said(sign_ups(), page=UNASKED).blocks == said(sign_ups()).blocks


@pytest.mark.parametrize("log", [Log.SIGN_INS, Log.AUDIT, Log.PROVISIONING])
def test_every_log_is_broken_down_by_fields_of_its_own(log):
    by = labels(pressable(said(events(log)))["answer_show"])

    headings = {field.heading for field in FIELDS[log].values()} | {field.heading for field in TIMES}
    assert set(by) - {"Chart over time", "Compared with before", "List"} <= headings
    assert len(by) > 5


def test_what_a_group_is_broken_down_by_is_not_offered_again():
    answer = grouped(a_day(), with_group(question(), "app"), by_app)

    by = labels(pressable(said(answer))["answer_show"])
    assert "App" not in by
    assert "List" in by


@pytest.mark.parametrize(
    ("members", "answer", "offered"),
    [
        pytest.param({}, sign_ups(), True, id="in a channel"),
        pytest.param({"channel": "D1"}, sign_ups(), False, id="not in direct messages"),
        pytest.param({"shared": True}, sign_ups(), False, id="not what everybody sees already"),
        pytest.param({}, sign_ups(Is("user", "a@b.com")), False, id="not about one person"),
        pytest.param({}, sign_ups(OneOf("user", ("a@b.com", "c@d.com"))), False, id="not about two people"),
        pytest.param({}, person(), False, id="not somebody's page"),
    ],
)
def test_sharing_is_offered_only_where_it_may_be_done(members, answer, offered):
    assert ("answer_share" in pressable(said(answer, **members))) is offered


def test_a_persons_page_links_to_the_person_and_to_each_log_and_has_no_lines_to_export():
    elements = pressable(said(person()))

    assert elements["answer_portal"]["url"] == (
        "https://portal.azure.com/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/"
        "11111111-2222-3333-4444-555555555555"
    )
    assert labels(elements["answer_more"]) == ["JSON file", "Graph query", "Add to favourites"]
    assert elements["answer_show"]["placeholder"]["text"] == "See all…"
    assert "answer_time" not in elements


def test_several_people_of_a_name_have_no_page_in_common():
    assert "answer_portal" not in pressable(said(person(accounts=2)))


def test_the_portal_is_that_of_the_cloud():
    renderer = Renderer(portal="https://portal.azure.us")
    message = renderer.answer(events(Log.AUDIT), heading="Asked", kept=kept(events(Log.AUDIT).question))

    assert pressable(message)["answer_portal"]["url"].startswith("https://portal.azure.us/#view/")


def test_a_favourite_can_be_removed_and_anything_else_added():
    assert "Add to favourites" in labels(pressable(said(sign_ups()))["answer_more"])
    assert "Remove from favourites" in labels(pressable(said(sign_ups(), favourite=True))["answer_more"])


def test_a_full_message_keeps_its_buttons_within_slacks_limits():
    rows = tuple(
        replace(sign_in(number, user=f"{HOSTILE}{number}@contoso.com"), reason=f"{number} {HOSTILE} " * 40)
        for number in range(200)
    )

    message = said(events(Log.SIGN_INS, rows))

    assert "answer_next" in pressable(message)


def test_the_plain_form_says_the_same_without_buttons():
    plain = said(sign_ups()).plain()

    assert {block["type"] for block in plain.blocks} == {"section"}
    assert plain.text == said(sign_ups()).text


def test_the_text_is_the_same_with_and_without_buttons():
    assert said(sign_ups()).text == RENDERER.answer(sign_ups(), heading="Asked").text


@pytest.mark.parametrize("output", [Output.LIST, Output.CHART, Output.COUNT])
def test_a_chart_is_offered_unless_it_is_there(output):
    answer = grouped(a_day(), question(output=output), by_app)

    assert ("Chart over time" in labels(pressable(said(answer))["answer_show"])) is (output is not Output.CHART)


def test_a_key_and_a_code_are_read_as_they_were_written():
    assert read_value(option_value("k_-1", "by:app")) == ("k_-1", "by:app")
    assert read_value("k_-1") == ("k_-1", "")


def test_alike_buttons_have_actions_of_their_own():
    buttons = numbered(Action.RUN, [("One", "a"), ("Two", "b")])

    assert [button.action for button in buttons] == ["run_kept_0", "run_kept_1"]


def test_a_group_of_nothing_is_no_group():
    assert list(group("Nothing", ())) == []
    assert next(group("Some", [Option("a", "b")])) == OptionGroup("Some", (Option("a", "b"),))


def test_hostile_labels_stay_labels():
    note = RENDERER.note("Asked", [Button(HOSTILE * 20, "run_kept_0", KEY)])

    assert problems({"text": note.text, "blocks": list(note.blocks)}, Use.RESPONSE) == []
    assert Select("a", "b", ()).kind == "select"


def test_a_longer_window_is_cut_into_longer_parts():
    week = replace(sign_ups(), window=replace(sign_ups().window, since=NOW - timedelta(days=7)))
    asked = replace(week.question, window=Last(7 * 86_400))

    assert "Day" in labels(pressable(said(replace(week, question=asked)))["answer_show"])
