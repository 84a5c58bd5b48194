"""For each log its fields, one row each: from here come the words, the headings and what is personal."""

from bot.domain.fields.apps import APPS
from bot.domain.fields.audit import AUDIT
from bot.domain.fields.field import Field, Kind
from bot.domain.fields.provisioning import PROVISIONING
from bot.domain.fields.risk import RISK
from bot.domain.fields.shared import USER
from bot.domain.fields.sign_ins import SIGN_INS
from bot.domain.fields.sign_ups import SIGN_UPS
from bot.domain.question import Log

__all__ = ["FIELDS", "Field", "Kind"]

FIELDS: dict[Log, dict[str, Field]] = {
    log: {field.name: field for field in fields}
    for log, fields in {
        Log.SIGN_UPS: SIGN_UPS,
        Log.SIGN_INS: SIGN_INS,
        Log.AUDIT: AUDIT,
        Log.PROVISIONING: PROVISIONING,
        Log.USER: (USER,),
        Log.RISK: RISK,
        Log.APPS: APPS,
    }.items()
}
"""For each log that can be asked about, its fields by name."""
