"""Builds the Bolt app that both doors share, with no network and nothing that the environment could switch on."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError

from bot.errors import SettingsError
from handlers.failures import new_reference
from handlers.redaction import LOGGER
from handlers.web_api import SLACK_API, web_client

LISTENERS = 32
"""Threads that listen. Bolt's own five would all be waiting for users.info when many people ask at once."""

_UNKNOWN_COMMAND = "Gatehouse does not know this command. Try `/signups help` or `/entra help`."


def build_app(
    listen: Callable[[App], None],
    *,
    bot_token: str,
    signing_secret: str | None = None,
    slack_url: str = SLACK_API,
    listener_executor: Executor | None = None,
) -> App:
    """The app, with whatever `listen` has it listen to.

    `signing_secret` is `None` for Socket Mode, where requests are not signed; an HTTP request is then never taken.
    Raises `SettingsError` for an empty one.
    """
    if signing_secret is not None and not signing_secret.strip():
        raise SettingsError(
            "SLACK_SIGNING_SECRET is empty. Copy it from Basic Information in the Slack app's settings."
        )
    app = App(
        name="gatehouse",
        logger=LOGGER,
        client=web_client(slack_url=slack_url),
        authorize=_always(bot_token),
        signing_secret=signing_secret or "",
        listener_executor=listener_executor or ThreadPoolExecutor(LISTENERS, thread_name_prefix="listener"),
        raise_error_for_unhandled_request=True,
    )
    app.error(tell_of_fault)
    listen(app)
    return app


def tell_of_fault(error: Exception, request: BoltRequest) -> BoltResponse:
    """Answer what no listener did.

    The body is neither trusted nor repeated: Bolt comes here with requests whose signature it never checked, too.
    """
    is_verified = request.context.authorize_result is not None
    if isinstance(error, BoltUnhandledRequestError) and is_verified:
        is_command = "command" in request.body
        LOGGER.info("Slack sent a %s that nothing listens to.", "command" if is_command else "request")
        return _to_asker(_UNKNOWN_COMMAND) if is_command else BoltResponse(status=200)
    reference = new_reference()
    LOGGER.error("%s: a fault between Slack and Gatehouse.", reference, exc_info=error)
    if not is_verified:
        return BoltResponse(status=500)
    return _to_asker(f"Gatehouse could not take this, through a fault of its own. Its log has the reason: {reference}.")


def _to_asker(text: str) -> BoltResponse:
    return BoltResponse(status=200, body={"response_type": "ephemeral", "text": text})


def _always(bot_token: str) -> Callable[..., AuthorizeResult]:
    """Lets Bolt use `bot_token` for every request, without asking Slack's auth.test inside the three seconds of one.

    With an authorisation of our own, SLACK_CLIENT_ID and SLACK_CLIENT_SECRET in the environment do not make Bolt look
    for tokens of its own either.
    """

    def authorise(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=bot_token)

    return authorise
