"""A file reaches the direct messages of one person, or it is said why not."""

import pytest

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import HELPDESK
from bot.errors import SlackError
from bot.render.export_files import ExportFile
from handlers.direct_messages import DirectMessages
from handlers.files import MOST_BYTES, Files
from handlers.patience import Patience
from handlers.web_api import web_client

FILE = ExportFile("signups.csv", b"user\r\na@b.com\r\n", 1, "row")


@pytest.fixture(scope="module")
def workspace():
    with running_workspace() as running:
        yield running


@pytest.fixture
def waits():
    return []


@pytest.fixture
def files(workspace, waits):
    client, patience = web_client(workspace.credentials.bot_token, workspace.api_url), Patience(sleep=waits.append)
    return Files(client, DirectMessages(client, patience), patience)


def test_the_file_arrives_whole_under_its_comment(files, workspace):
    files.send(HELPDESK.id, FILE, "Sign-ups · failed")

    post = [post for post in workspace.posts if post.files][-1]
    upload = workspace.file(post.files[0]["id"], HELPDESK.id)
    assert (upload.name, upload.title, upload.content) == ("signups.csv", "signups.csv", FILE.content)
    assert post.text == "Sign-ups · failed"


def test_a_comment_is_text_and_does_nothing(files, workspace):
    files.send(HELPDESK.id, FILE, "Sign-ups · <!channel> · <https://evil.example|*here*>")

    post = [post for post in workspace.posts if post.files][-1]
    assert post.text == "Sign-ups · &lt;!channel&gt; · &lt;https://evil.example|∗here∗&gt;"


def test_a_file_that_nobody_could_open_is_not_sent(files, workspace):
    sent = len(workspace.calls())

    with pytest.raises(
        SlackError, match=r"would have 50 MB, and Gatehouse sends at most 50 MB. Ask for a shorter time"
    ):
        files.send(HELPDESK.id, ExportFile("big.csv", bytes(MOST_BYTES + 1), 1, "row"), "")
    assert len(workspace.calls()) == sent


def test_a_busy_slack_is_waited_for(files, workspace, waits):
    workspace.fail_next("files.getUploadURLExternal", status=429, retry_after=2)

    files.send(HELPDESK.id, FILE, "")

    assert waits == [2.0]


@pytest.mark.parametrize(
    ("method", "trouble", "said"),
    [
        pytest.param("files.getUploadURLExternal", {"error": "missing_scope"}, "install the app again", id="no scope"),
        pytest.param("files.completeUploadExternal", {"status": 500}, "did not answer, or failed", id="Slack fails"),
        pytest.param("files.getUploadURLExternal", {"drop": True}, "did not answer", id="no answer"),
        pytest.param("conversations.open", {"error": "missing_scope"}, "install the app again", id="no room"),
    ],
)
def test_what_goes_wrong_is_told_with_what_to_mend(files, workspace, method, trouble, said):
    workspace.fail_next(method, **trouble)

    with pytest.raises(SlackError, match=said):
        files.send(HELPDESK.id, FILE, "")
