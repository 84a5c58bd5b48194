"""No value from a log can break a message, ping, or format, whatever the template forgets."""

from html import unescape
from pathlib import Path

import pytest
from jinja2 import TemplateAssertionError, UndefinedError
from jinja2.exceptions import TemplateRuntimeError

from bot.render.environment import environment, shipped_templates
from bot.render.escaping import clean, cut, neutral
from bot.render.tree import grow

HOSTILE = [
    pytest.param('<!channel> "x" *y*', '<!channel> "x" *y*', id="ping, quotes and stars"),
    pytest.param("one\ntwo\r\n\tthree", "one two three", id="line ends"),
    pytest.param("\\\\ \\n \\u0041 \\", "\\\\ \\n \\u0041 \\", id="backslashes"),
    pytest.param("`code` ```block```", "`code` ```block```", id="backticks"),
    pytest.param("<@U1> <#C1|x> <https://a|b>", "<@U1> <#C1|x> <https://a|b>", id="mentions and links"),
    pytest.param("a\u202ebc\u200b\ufeffd\u2066e", "abcde", id="direction marks and invisible characters"),
    pytest.param("nul\x00l esc\x1b[31m", "nul l esc [31m", id="control characters"),
    pytest.param("half \ud83d a pair", "half a pair", id="a lone surrogate"),
    pytest.param("🇩🇪 👩‍💻 naïve 名前", "🇩🇪 👩‍💻 naïve 名前", id="emoji and other scripts"),
    pytest.param("&amp; &#42; &lt;", "&amp; &#42; &lt;", id="entities already"),
    pytest.param('", "type": "image", "x": "', '", "type": "image", "x": "', id="JSON of its own"),
    pytest.param("{{ 7 * 7 }} {% raw %}", "{{ 7 * 7 }} {% raw %}", id="a template of its own"),
    pytest.param("> quoted", "> quoted", id="a quotation"),
    pytest.param("_it_ a_b __x__", "_it_ a_b __x__", id="underscores"),
]


def blocks_of(template: str, tmp_path: Path, **values: object) -> tuple[dict[str, object], ...]:
    (tmp_path / "tried.json.j2").write_text(template)
    return grow(environment(tmp_path).get_template("tried.json.j2").render(values))


def section(tmp_path: Path, value: object) -> str:
    template = '{"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "*Who:* {{ who }}"}}]}'
    (block,) = blocks_of(template, tmp_path, who=value)
    return str(block["text"]["text"])


@pytest.mark.parametrize(("value", "shown"), HOSTILE)
def test_a_plain_place_shows_the_value_as_it_is(value: str, shown: str, tmp_path: Path) -> None:
    template = '{"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "{{ who }}"}}]}'

    (block,) = blocks_of(template, tmp_path, who=value)

    assert block["text"] == {"type": "plain_text", "text": shown, "emoji": False}


@pytest.mark.parametrize(("value", "shown"), HOSTILE)
def test_mrkdwn_shows_the_value_and_obeys_none_of_it(value: str, shown: str, tmp_path: Path) -> None:
    text = section(tmp_path, value).removeprefix("*Who:* ")

    assert not set("<>*~`\n") & set(text)
    assert "_" not in text.replace("a_b", "")
    assert len(unescape(text)) == len(shown)


def test_mrkdwn_objects_are_verbatim_so_that_slack_links_nothing(tmp_path: Path) -> None:
    template = '{"blocks": [{"type": "context", "elements": [{"type": "mrkdwn", "text": "{{ who }}"}]}]}'

    (block,) = blocks_of(template, tmp_path, who="example.com")

    assert block["elements"] == [{"type": "mrkdwn", "text": "example.com", "verbatim": True}]


def test_addresses_with_underscores_stay_exact() -> None:
    assert neutral("anna_b_lind@my_shop.example") == "anna_b_lind@my_shop.example"


def test_nothing_said_is_a_dash(tmp_path: Path) -> None:
    assert section(tmp_path, None) == "*Who:* –"


def test_macros_and_call_blocks_escape_once(tmp_path: Path) -> None:
    template = """{% macro inner(text) %}<{{ text }}>{% endmacro %}
{% macro outer() %}{"type": "section", "text": {"type": "mrkdwn", "text": "{{ caller() }}"}}{% endmacro %}
{% set again %}{{ inner(who) }}{% endset %}
{"blocks": [{% call outer() %}{{ inner(who) }} {{ again }}{% endcall %}]}"""

    (block,) = blocks_of(template, tmp_path, who='a & "b" \\')

    assert block["text"]["text"] == '<a &amp; "b" \\> <a &amp; "b" \\>'


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param("who ~ 'x'", id="joined"),
        pytest.param("who + 'x'", id="added"),
        pytest.param("'%s' % who", id="formatted"),
        pytest.param("who|safe", id="safe"),
        pytest.param("who|tojson", id="tojson"),
        pytest.param("[who]|join", id="join"),
        pytest.param("who|escape", id="escape"),
    ],
)
def test_a_template_has_no_way_around_escaping(expression: str, tmp_path: Path) -> None:
    (tmp_path / "tried.json.j2").write_text("{{ " + expression + " }}")

    with pytest.raises((TemplateAssertionError, TemplateRuntimeError)):
        environment(tmp_path).get_template("tried.json.j2").render(who="x")


def test_a_misspelt_name_in_a_template_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError, match="whoo"):
        blocks_of('{"blocks": ["{{ whoo }}"]}', tmp_path, who="x")


def test_a_missing_comma_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="delimiter"):
        blocks_of('{"blocks": [{"type": "divider"} {"type": "divider"}]}', tmp_path)


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        pytest.param("short", 10, "short", id="short enough"),
        pytest.param("abcdefghij", 5, "abcd…", id="one long word"),
        pytest.param("alpha beta gamma", 13, "alpha beta…", id="between words"),
        pytest.param("a&lt;b", 4, "a…", id="not inside an entity"),
        pytest.param("x" * 8 + " yy zzzz", 12, "xxxxxxxx yy…", id="at the last space that is near"),
    ],
)
def test_what_is_too_long_is_cut_and_says_so(text: str, most: int, shown: str) -> None:
    assert cut(text, most) == shown


def test_cleaning_keeps_what_a_reader_can_see() -> None:
    assert clean("Ünïcode\u00a0name 👩‍💻 ﷽") == "Ünïcode name 👩‍💻 ﷽"


def test_the_templates_ship_beside_the_code() -> None:
    assert (shipped_templates() / "answer.json.j2").is_file()
