"""The digests there are."""

from bot.domain.digests import SignUpDigest
from bot.domain.incident_digests import IncidentDigest
from bot.domain.sign_in_digests import SignInDigest

Digest = SignUpDigest | SignInDigest | IncidentDigest
"""All of them have `days`, `window`, `late`, `quiet`, `unknown`, `changed` and `to_json`."""
