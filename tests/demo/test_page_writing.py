"""What somebody types in the page, as Slack's own clients would send it."""

import pytest

from bot.demo.page.manifest import read_manifest
from bot.demo.page.writing import Typed, read_typed
from bot.demo.workspace.people import CHANNELS, PEOPLE


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        pytest.param("hello", Typed("hello"), id="a message"),
        pytest.param("/signups  failed last 24h ", Typed("failed last 24h", "/signups"), id="a command"),
        pytest.param("/signups", Typed("", "/signups"), id="a command alone"),
        pytest.param("a < b & c", Typed("a &lt; b &amp; c"), id="signs that mean something to Slack"),
        pytest.param("@gatehouse hi", Typed("<@U_GATEHOUSE> hi"), id="the bot"),
        pytest.param("@Gatehouse hi", Typed("<@U_GATEHOUSE> hi"), id="the bot, in capitals"),
        pytest.param("/whois @hanna", Typed("<@U_HELP|hanna>", "/whois"), id="a person after a command"),
        pytest.param("see #support", Typed("see <#C_SUPPORT>"), id="a channel"),
        pytest.param("@nobody a@hanna.example", Typed("@nobody a@hanna.example"), id="names of nobody"),
        pytest.param("<@U_HELP> <!channel>", Typed("&lt;@U_HELP&gt; &lt;!channel&gt;"), id="mentions written by hand"),
        pytest.param("one\ntwo", Typed("one\ntwo"), id="two lines"),
        pytest.param("1/2 of it", Typed("1/2 of it"), id="a slash further on"),
    ],
)
def test_typed_words_become_slacks(text: str, typed: Typed) -> None:
    assert read_typed(text, PEOPLE, CHANNELS) == typed


def test_naming_the_bot_is_noticed() -> None:
    assert read_typed("what, @gatehouse, was that?", PEOPLE, CHANNELS).mentions_bot
    assert not read_typed("gatehouse is nice", PEOPLE, CHANNELS).mentions_bot


def test_a_manifest_says_what_can_be_done() -> None:
    manifest = read_manifest(
        """
        display_information: {name: Gatehouse}
        features:
          app_home: {home_tab_enabled: true, messages_tab_enabled: true}
          shortcuts:
            - {name: Ask, type: global, callback_id: ask, description: A form}
            - {name: Explain, type: message, callback_id: explain, description: Codes in a message}
          slash_commands:
            - {command: /signups, description: Ask, usage_hint: "failed last 24h | help"}
        oauth_config: {scopes: {bot: [commands]}}
        settings: {event_subscriptions: {bot_events: [app_mention]}}
        """
    )

    assert [command.examples for command in manifest.commands] == [("failed last 24h", "help")]
    assert [each.callback_id for each in manifest.global_shortcuts] == ["ask"]
    assert [each.callback_id for each in manifest.message_shortcuts] == ["explain"]
    assert (manifest.scopes, manifest.events) == ({"commands"}, {"app_mention"})
    assert (manifest.has_home, manifest.takes_messages) == (True, True)
    assert manifest.command("/signins") is None


def test_what_a_manifest_leaves_out_cannot_be_done() -> None:
    manifest = read_manifest("{display_information: {name: G}, oauth_config: {scopes: {bot: []}}}")

    assert (manifest.commands, manifest.has_home, manifest.takes_messages) == ((), False, False)
