"""The collections the tenant serves, one row each: `sign_ups`, `sign_ins`, `audits` (provisioning too), what Graph sums
up over them (`sign_in_counts`, `method_reports`, `app_reports`, `insights`), `risk`, and the `directory`. A further log
is a further row.

Filters are those of the resource pages of the Graph API reference; the ones that only Microsoft's guide uses are
`probe`.
"""

from bot.demo.tenant.endpoints.app_reports import APP_REPORTS
from bot.demo.tenant.endpoints.audits import DIRECTORY_AUDITS, PROVISIONING
from bot.demo.tenant.endpoints.directory import DIRECTORY, ORGANIZATION
from bot.demo.tenant.endpoints.insights import USER_INSIGHTS
from bot.demo.tenant.endpoints.method_reports import METHOD_REPORTS
from bot.demo.tenant.endpoints.risk import RISK
from bot.demo.tenant.endpoints.sign_in_counts import SIGN_IN_COUNTS
from bot.demo.tenant.endpoints.sign_ins import SIGN_INS
from bot.demo.tenant.endpoints.sign_ups import SIGN_UPS

ENDPOINTS = (
    SIGN_UPS,
    SIGN_INS,
    DIRECTORY_AUDITS,
    PROVISIONING,
    *SIGN_IN_COUNTS,
    *METHOD_REPORTS,
    *APP_REPORTS,
    *USER_INSIGHTS,
    *RISK,
    *DIRECTORY,
)

__all__ = ["DIRECTORY_AUDITS", "ENDPOINTS", "ORGANIZATION", "PROVISIONING", "SIGN_INS", "SIGN_UPS"]
