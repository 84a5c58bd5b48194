"""The same words in ever plainer forms, for a Slack that refuses a layout."""

import pytest

from bot.render import Message

TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "52"}]]}
BUTTONS = {"type": "actions", "elements": [{"type": "button", "action_id": "page_next"}]}
WORDS = "*Sign-ups · failed*\n52"


def kinds(message: Message) -> list[object]:
    return [block["type"] for block in message.blocks]


@pytest.mark.parametrize(
    ("blocks", "forms"),
    [
        pytest.param(
            (TABLE, BUTTONS),
            [["table", "actions"], ["table"], ["section"], []],
            id="buttons that are refused do not cost the table",
        ),
        pytest.param((TABLE,), [["table"], ["section"], []], id="without buttons none are left out"),
    ],
)
def test_every_form_says_the_same(blocks: tuple[dict[str, object], ...], forms: list[list[str]]) -> None:
    made = list(Message(blocks, WORDS).forms())

    assert [kinds(form) for form in made] == forms
    assert {form.text for form in made} == {WORDS}
