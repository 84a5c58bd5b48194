"""Mistakes, questions back, help, explanations, trouble and notes; and the plain and the terminal's form of all."""

from pathlib import Path

import pytest
from render_samples import a_day, answer_of, question, refusals

from bot.domain.answers import AnswerKind
from bot.domain.sources import GraphQuery
from bot.errors import Mistake, QuestionError
from bot.render import HelpSection, Message, Renderer
from bot.render.environment import shipped_templates
from bot.render.grids import columns, drawn
from bot.render.reading import Grid

RENDERER = Renderer()
QUERY = GraphQuery(
    "beta",
    "auditLogs/signUps",
    "createdDateTime ge 2026-11-17T00:00:00Z and signUpIdentifier eq 'o''brien_@example.com'",
    {"$top": "1000"},
    ("status", "stage"),
    "Rows with one correlationId become attempts.",
)


def passed(message: Message) -> Message:
    assert refusals(message) == []
    assert refusals(message.plain()) == []
    return message


def mistake(word: str | None, asked: str, *suggestions: str) -> Message:
    error = QuestionError(Mistake.UNKNOWN_WORD, f"I do not know the word “{word}”.", word=word, suggestions=suggestions)
    return passed(RENDERER.mistake(error, asked=asked, example="/signups failed last 24h"))


def test_a_mistake_shows_the_word_in_its_place_the_nearest_words_and_an_example() -> None:
    message = mistake("blorbed", "/signups blorbed last 24h", "blocked", "failed")

    assert message.text == (
        "I do not know the word “blorbed”.\n"
        "You wrote: /signups *blorbed* last 24h\n"
        "Did you mean:\n• `blocked`\n• `failed`\n"
        "This works: `/signups failed last 24h`"
    )


def test_where_whole_commands_are_suggested_no_other_is_shown_as_one_that_works() -> None:
    message = mistake(None, "pause 9", "/entra subscriptions")

    assert message.text.endswith("You wrote: pause 9\nDid you mean:\n• `/entra subscriptions`")


@pytest.mark.parametrize(
    ("word", "asked", "shown"),
    [
        pytest.param("Blorb", "/signups status=BLORB x", "You wrote: /signups status=*BLORB* x", id="inside a word"),
        pytest.param(None, "/signups last 5 6", "You wrote: /signups last 5 6", id="no word to blame"),
        pytest.param("gone", "/signups x", "You wrote: /signups x", id="not in the text"),
        pytest.param("x", "", "“x”.\nThis works: ", id="nothing typed"),
        pytest.param("bad", "y" * 500 + " bad " + "z" * 500, "*bad*", id="around the word in a long text"),
        pytest.param("*y*", "<!channel> *y*", "You wrote: &lt;!channel&gt; *∗y∗*", id="hostile"),
    ],
)
def test_a_mistake_points_at_the_word(word: str | None, asked: str, shown: str) -> None:
    assert shown in mistake(word, asked).text


def test_a_long_mistaken_text_is_shown_around_the_word_only() -> None:
    assert len(mistake("bad", "y" * 500 + " bad " + "z" * 500).text) < 500


def test_examples_can_be_copied_exactly() -> None:
    message = passed(
        RENDERER.help("What can be asked", [HelpSection("People", (), ("/signups user:_x_*~@a.example",))])
    )

    assert message.blocks[1]["elements"][1]["elements"][0]["elements"][0] == {
        "type": "text",
        "text": "/signups user:_x_*~@a.example",
        "style": {"code": True},
    }


def test_a_question_back_offers_whole_questions() -> None:
    message = passed(RENDERER.clarification("Which log do you mean?", ["/signups last 24h", "/audit last 24h"]))

    assert message.text == (
        "Which log do you mean?\nPlease ask one of these:\n• `/signups last 24h`\n• `/audit last 24h`"
    )


def test_a_question_back_may_have_nothing_to_choose_from() -> None:
    assert passed(RENDERER.clarification("Which user?", [])).text == "Which user?"


def test_help_has_a_section_for_each_thing_with_examples() -> None:
    sections = [HelpSection("Windows", ("How far back.", "24 hours unless said."), ("/signups last 7d",))]

    assert passed(RENDERER.help("What can be asked", sections)).text == (
        "*What can be asked*\n*Windows*\nHow far back.\n24 hours unless said.\n• `/signups last 7d`"
    )


def test_help_that_does_not_fit_says_so() -> None:
    sections = [HelpSection(f"Thing {n}", ("What it does. " * 9,) * 9, ("/signups",)) for n in range(120)]

    message = passed(RENDERER.help("What can be asked", sections))

    assert "There is more than fits in one message." in str(message.blocks[-2])
    assert "and 80 more sections" in str(message.blocks[-1])


def test_an_explanation_gives_the_exact_requests() -> None:
    message = passed(RENDERER.explanation("Sign-ups · failed", [QUERY], ["Read “faild” as “failed”."]))

    code = message.blocks[1]["elements"][0]
    assert code["type"] == "rich_text_preformatted"
    assert "".join(part["text"] for part in code["elements"]) == f"GET {QUERY.url}"
    assert message.text.splitlines()[2:] == [
        "Filtered here afterwards: `status`, `stage`",
        "Then: Rows with one correlationId become attempts.",
        "Read “faild” as “failed”.",
    ]


def test_an_explanation_of_many_requests_says_how_many_it_leaves_out() -> None:
    assert "and 4 more requests" in passed(RENDERER.explanation("Sign-ups", [QUERY] * 12, [])).text
    assert passed(RENDERER.explanation("Sign-ups", [QUERY] * 9, [])).text.endswith("and 1 more request")
    assert "more request" not in passed(RENDERER.explanation("Sign-ups", [QUERY] * 8, [])).text


def test_trouble_says_what_to_do_and_the_reference_in_the_log() -> None:
    message = passed(RENDERER.trouble("Graph refused.", remedy="Grant AuditLog.Read.All.", reference="ab12"))

    assert message.text == (
        "*Graph refused.*\nGrant AuditLog.Read.All.\nReference ab12: whoever runs Gatehouse finds it in the log."
    )


def test_trouble_without_a_remedy_still_has_its_reference() -> None:
    assert "Reference ab12" in passed(RENDERER.trouble("It broke.", remedy="", reference="ab12")).text


def test_a_note_is_said_as_it_is() -> None:
    assert passed(RENDERER.note("Reading the log, 3,000 rows so far.")).text == "Reading the log, 3,000 rows so far."


def test_a_note_of_nothing_is_still_a_message() -> None:
    assert passed(RENDERER.note("")).text == "–"


def test_the_plain_form_has_only_sections_and_every_word() -> None:
    message = passed(RENDERER.answer(answer_of(a_day(), question(), AnswerKind.LIST), heading="Sign-ups"))

    plain = message.plain()

    assert {block["type"] for block in plain.blocks} == {"section"}
    assert "\n".join(block["text"]["text"] for block in plain.blocks) == message.text
    assert plain.text == message.text


def test_the_text_fits_every_way_of_sending_and_says_when_it_is_shortened() -> None:
    sections = [HelpSection(f"Thing {n}", ("名前" * 50,)) for n in range(40)]

    message = passed(RENDERER.help("What can be asked", sections))

    assert len(message.text.encode()) <= 3_900
    assert message.text.endswith("… (shortened: the message itself says more)")


def test_a_line_too_long_for_the_text_is_cut() -> None:
    text = passed(RENDERER.note("名" * 5_000)).text

    assert text.startswith("名名名")
    assert len(text.encode()) <= 3_900


def test_the_terminal_shows_values_without_slacks_escapes() -> None:
    message = passed(RENDERER.note("<!channel> & *y* a_b _c_ `d` ~e~"))

    assert RENDERER.terminal(message) == "<!channel> & *y* a_b _c_ `d` ~e~\n"


def test_a_table_on_the_terminal_stands_in_columns_and_its_sentences_below() -> None:
    answer = answer_of(a_day(), question(), AnswerKind.LIST)

    lines = RENDERER.terminal(passed(RENDERER.answer(answer, heading="Sign-ups"))).splitlines()

    assert all(len(line) <= 118 for line in lines)
    at = next(place for place, line in enumerate(lines) if line.startswith("When"))
    assert lines[at].split() == ["When", "Who", "How", "App", "Result", "Where"]
    failed = next(place for place, line in enumerate(lines) if "failed " in line and place > at)
    assert lines[at].index("Who") == lines[failed].index("anna")
    assert lines[failed + 1] == "    The emailed code did not match, or it could not be checked (50181)"


@pytest.mark.parametrize(
    ("rows", "numeric", "lines"),
    [
        pytest.param(
            (("App", "Attempts"), ("名前", "1,200"), ("Store", "9")),
            (False, True),
            ["App    Attempts", "─────  ────────", "名前      1,200", "Store         9"],
            id="wide characters take two columns",
        ),
        pytest.param(
            (("What", "Value"), ("Why", "word " * 30)),
            (False, False),
            ["What  Value", f"────  {'─' * 112}", "Why   " + "word " * 22, "      " + "word " * 8],
            id="a long value is wrapped",
        ),
        pytest.param(
            (("A", "B", "C"), ("a" * 100, "b" * 100, "1")),
            (False, False, True),
            None,
            id="words are broken where nothing else helps",
        ),
        pytest.param(
            (
                ("When", "By", "What", "On", "N"),
                ("Fri 20 Nov 14:25", f"{'h' * 14}@{'c' * 27}", "Reset password", "m" * 46, "1"),
            ),
            (False, False, False, False, True),
            [
                f"When              By{' ' * 33}What            On{' ' * 46}N",
                f"{'─' * 16}  {'─' * 33}  {'─' * 14}  {'─' * 46}  ─",
                f"Fri 20 Nov 14:25  {'h' * 14}@{' ' * 20}Reset password  {'m' * 46}  1",
                f"{' ' * 18}{'c' * 27}",
            ],
            id="a time stays whole, and an address is broken behind its @",
        ),
    ],
)
def test_a_grid_fits_a_terminal(
    rows: tuple[tuple[str, ...], ...], numeric: tuple[bool, ...], lines: list[str] | None
) -> None:
    made = drawn(Grid(rows, numeric))

    assert all(columns(line) <= 118 for line in made)
    if lines is not None:
        assert made == [line.rstrip() for line in lines]


def test_another_folder_of_templates_can_be_given(tmp_path: Path) -> None:
    for template in shipped_templates().glob("*.j2"):
        (tmp_path / template.name).write_text(template.read_text().replace("Reference", "Our reference"))

    said = Renderer(tmp_path).trouble("It broke.", remedy="", reference="ab12").text

    assert "Our reference ab12" in said
