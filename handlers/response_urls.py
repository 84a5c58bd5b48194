"""Where replies to one asker may go: response_urls of Slack, and of nobody else."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from slack_sdk.webhook import WebhookClient

from bot.errors import SlackError
from handlers.patience import Patience
from handlers.redaction import LOGGER
from handlers.url_reply import Edits, UrlReply

SLACK_ORIGINS = frozenset({"https://hooks.slack.com", "https://hooks.slack-gov.com"})


def origins_for(slack_url: str) -> frozenset[str]:
    """Where a response_url may point when `slack_url` is the address of Slack's Web API.

    Slack's own hosts; or, when another server plays Slack, that server alone.
    """
    parts = urlsplit(slack_url)
    host = f".{parts.hostname or ''}"
    if host.endswith((".slack.com", ".slack-gov.com")):
        return SLACK_ORIGINS
    return frozenset({f"{parts.scheme}://{parts.netloc}"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseUrls:
    """How replies are sent. `origins` are the only places a response_url may point to; `timeout` is in seconds."""

    origins: frozenset[str] = SLACK_ORIGINS
    patience: Patience = field(default_factory=Patience)
    timeout: int = 10

    def accepts(self, url: str) -> bool:
        """Whether `url` is Slack's; a forged request could otherwise make us post anywhere."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        return f"{parts.scheme}://{parts.netloc.lower()}" in self.origins

    def open(
        self, url: str, reference: str, *, edits: Edits = Edits.NOTHING, thread: str = "", public: bool = False
    ) -> UrlReply:
        """The way to one asker; `reference` names it in the log, where the url must not stand.

        `thread` is the timestamp of the message whose thread it all belongs to; `public` where everybody in the channel
        is to see it.

        Raises `SlackError` for an address that is not Slack's.
        """
        if not self.accepts(url):
            raise SlackError(
                "Gatehouse cannot answer here: the answer would have to go to an address that is not Slack's. "
                "Whoever runs Gatehouse may have to set GATEHOUSE_SLACK_URL."
            )
        client = WebhookClient(url, timeout=self.timeout, logger=LOGGER, retry_handlers=[])
        return UrlReply(client, reference, self.patience, edits=edits, thread=thread, public=public)
