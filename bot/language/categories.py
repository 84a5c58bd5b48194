"""The category of the audit log that a question about kinds of changes means."""

from bot.language.activities import nouns_of
from bot.language.claims import Claims
from bot.language.pieces import When
from bot.language.senses import LogName

OBJECTS = ("users", "groups", "apps", "applications")
CATEGORIES = {
    "user": "UserManagement",
    "group": "GroupManagement",
    "app": "ApplicationManagement",
    "role": "RoleManagement",
    "policy": "Policy",
}


def category_of(claims: Claims) -> str | None:
    """“Kinds of updates to users” asks for a category by activity."""
    kinds = any(thing.noun == "updates" for thing, _ in (*claims.things, *claims.groups, *claims.asked))
    if not kinds and not _names_only_objects(claims):
        return None
    return next((CATEGORIES[noun] for noun in nouns_of(claims) if noun in CATEGORIES), None)


def _names_only_objects(claims: Claims) -> bool:
    """“Audit groups”: a log, and what kind of object its changes are about, with no verb at all."""
    content = [piece for piece in claims.pieces if not piece.silent and piece.get(When) is None]
    objects = [piece for piece in content if piece.words in OBJECTS]
    return bool(objects) and all(piece in objects or piece.get(LogName) for piece in content)
