"""Slack's mrkdwn in the page: what it means comes out as HTML, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from markupsafe import escape

from bot.demo.page.drawing import Reader
from bot.demo.page.mrkdwn import html_of
from bot.demo.workspace.directory import Directory

READER = Reader("U_HELP", "Europe/Stockholm", Directory())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("*bold* and _it_ and ~gone~", "<strong>bold</strong> and <em>it</em> and <s>gone</s>", id="marks"),
        pytest.param("2*3*4 and snake_case_name", "2*3*4 and snake_case_name", id="marks inside words"),
        pytest.param("* not bold *", "* not bold *", id="marks beside spaces"),
        pytest.param("`a *b* &lt;c&gt;`", "<code>a *b* &lt;c&gt;</code>", id="code keeps marks"),
        pytest.param("```\nx &amp; y\n```", "<pre>x &amp; y</pre>", id="a fence"),
        pytest.param("one\ntwo", "one<br>two", id="lines"),
        pytest.param("&gt; said\n&gt; twice\nafter", "<blockquote>said<br>twice</blockquote>after", id="a quote"),
        pytest.param("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;", id="entities are told once"),
        pytest.param("<@U_HELP> in <#C_SUPPORT>", "@Hanna Berg in #support", id="mentions have names"),
        pytest.param("<!channel> <!here|here>", "@channel @here", id="everybody"),
        pytest.param(
            "<!date^1700000000^{date_num} {time}|then>", "2023-11-14 23:13", id="a date on the reader's clock"
        ),
        pytest.param("<!date^1700000000^{month}|then>", "then", id="a date token nobody knows"),
    ],
)
def test_mrkdwn_reads_as_slack_reads_it(text: str, html: str) -> None:
    assert str(html_of(text, READER)).replace('<span class="mention">', "").replace("</span>", "") == html


def test_a_link_opens_elsewhere_under_its_own_name() -> None:
    html = html_of("<https://entra.microsoft.com/?a=1&amp;b=2|the *portal*>", READER)

    assert html == (
        '<a href="https://entra.microsoft.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">the *portal*</a>'
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "file:///etc/passwd"])
def test_an_address_that_is_no_web_address_is_not_followed(url: str) -> None:
    assert "href" not in html_of(f"<{url}|press me>", READER)


@given(some.text(some.sampled_from("<>&;*_~`!@#|^ab1\"'\n\ue000\ue001")))
def test_whatever_is_said_no_tag_comes_out_that_is_not_ours(text: str) -> None:
    html = str(html_of(text, READER))
    for tag in ("strong", "em", "s", "code", "pre", "blockquote", "a", "span"):
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    html = html.replace("<br>", "").replace('<span class="mention">', "")

    assert "<" not in html
    assert '"' not in html.replace(str(escape('"')), "")
