"""The Web API's questions about people, and about whose token it is."""

from bot.demo.workspace.faults import Refusal
from bot.demo.workspace.people import APP, BOT, BOT_USER, DOMAIN, TEAM, TEAM_NAME, Person
from bot.demo.workspace.premises import Premises
from bot.demo.workspace.transcript import Json


def auth_test(_premises: Premises, _arguments: Json) -> Json:
    """auth.test: whose token this is."""
    return {
        "url": f"https://{DOMAIN}.slack.com/",
        "team": TEAM_NAME,
        "team_id": TEAM,
        "user": "gatehouse",
        "user_id": BOT_USER,
        "bot_id": BOT,
        "app_id": APP,
        "is_enterprise_install": False,
    }


def users_info(premises: Premises, arguments: Json) -> Json:
    """users.info, without the e-mail address where that scope is not granted."""
    person = premises.directory.person(str(arguments.get("user", "")))
    if person is None:
        raise Refusal("user_not_found")
    return {"user": _printed(premises, person)}


def users_lookup_by_email(premises: Premises, arguments: Json) -> Json:
    """users.lookupByEmail; people who have left are not found."""
    person = premises.directory.with_email(str(arguments.get("email", "")))
    if person is None or person.deleted:
        raise Refusal("users_not_found")
    return {"user": _printed(premises, person)}


def _printed(premises: Premises, person: Person) -> Json:
    shown = person.printed(premises.clock())
    if "users:read.email" not in premises.credentials.scopes:
        del shown["profile"]["email"]
    return shown
