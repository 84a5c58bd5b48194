"""Verbs: what is done to accounts, groups, apps and roles."""

from bot.language.senses import Deed, Role, Row, Thing, row


def _deed(verb: str, past: str, asked: str, nouns: str = "") -> tuple[Row, ...]:
    rows = [row(past, Deed(verb)), row(asked, Deed(verb, asked=True))]
    return (*rows, row(nouns, Deed(verb, noun=True))) if nouns else tuple(rows)


ROWS: tuple[Row, ...] = (
    *_deed(
        "create",
        "created|creates|set up|generated|newly created|freshly created|recently created|just created",
        "create|set up|generate",
        "creation|creations|creating",
    ),
    *_deed("add", "added|adds|put in|put into|newly added", "add|put", "addition|additions|adding|new"),
    *_deed(
        "update",
        "updated|updates|changed|modified|edited|altered|amended|adjusted|reconfigured|tweaked|edits",
        "update|change|modify|edit|alter|amend|set|adjust",
        "changes|change|modification|modifications|updates|update|edits|edit|changing|updating"
        "|modifying|editing|alterations",
    ),
    *_deed(
        "delete",
        "deleted|deletes|erased|hard deleted|destroyed|purged|wiped",
        "delete|erase|purge|hard delete|wipe|destroy",
        "deletion|deletions|deleting|hard delete|deletes",
    ),
    *_deed(
        "remove",
        "removed|removes|taken off|took out|kicked out|taken out|dropped from|unassigned|kicked|stripped of|stripped",
        "remove|kick|unassign|take",
        "removal|removals|removing",
    ),
    *_deed(
        "restore",
        "restored|restores|recovered|undeleted|brought back",
        "restore|recover|undelete",
        "restoration|restorations|restores|restoring",
    ),
    *_deed(
        "disable",
        "disabled|disables|deactivated|switched off|turned off|suspended|offboarded",
        "disable|deactivate|turn off|switch off|suspend",
        "deactivation|deactivations|disabling|disablement",
    ),
    *_deed(
        "enable",
        "enabled|re enabled|enables|activated|reactivated|reenabled|turned on|switched on|turned back on|switched back on",
        "enable|activate|reactivate|re enable|turn on|switch on",
        "activation|activations|reactivation|reactivations|enabling|reenabling",
    ),
    *_deed(
        "invite",
        "invited|invites",
        "invite",
        "invitation|invitations|inviting|guest invites|guest invitations|guest invitation|invites|external invites",
    ),
    *_deed("reset", "reset|resetted|resets", "reset", "resets|resetting|reset"),
    *_deed(
        "assign",
        "was made|were made|been made|got made|assigned|granted|given|assigns|promoted|elevated|grants|gave|handed|awarded",
        "assign|grant|give|promote|elevate",
        "assignment|assignments|assigning|elevation|elevations",
    ),
    row(
        "got a role|got the role|got an admin role|got admin roles|got admin rights|got roles|got privileged roles",
        Thing("role"),
        Deed("assign"),
    ),
    row(
        "new admin|new admins|new administrator|new administrators|new privileged users", Thing("role"), Deed("assign")
    ),
    row("who became|who becomes|who has become", Deed("assign"), Role.WHO),
    row("became|become|becomes", Deed("assign"), Role.WAS),
    *_deed(
        "revoke",
        "revoked|demoted|revokes|taken away|withdrew|withdrawn",
        "revoke|demote|withdraw",
        "revocation|revocations|revoking",
    ),
    *_deed(
        "register",
        "registered|enrolled",
        "register|enroll|enrol",
        "registration|registrations|enrollment|enrolment",
    ),
    row("password resets|pw resets", Thing("password"), Deed("reset", noun=True)),
    row("password changes|pw changes", Thing("password"), Deed("update", noun=True)),
    *_deed("rename", "renamed|renames", "rename", "renaming|renamings"),
    *_deed("unlock", "unlocked|unlocks", "unlock|unblock", "unlocking"),
    *_deed("rotate", "rotated|rotates|renewed|renews", "rotate|renew", "rotation|rotations|renewal|renewals|rotating"),
    *_deed("deprovision", "deprovisioned|deprovisions", "deprovision", "deprovisioning"),
    row(
        "block|unsubscribe|reboot|terminate|kill|approve|dismiss|fix|send|resend|wipe|logout|expire|install|migrate|provision|trigger|start"
        "|restart|run|whitelist|allow|deny|ban|sign out|log out|force|email|notify|confirm|mark|close|stop|cancel|merge|clear|make"
        "|move|upgrade|downgrade|require|enforce|lock|extend|undo|rollback|roll back|apply|onboard|offboard|unassign|bypass|exempt|verify|write|insert|drop|drop table|truncate|impersonate",
        Deed("other", asked=True),
    ),
)
