"""How Graph says no: every refusal by name, after Microsoft's pages on errors, throttling and known issues."""

from datetime import datetime
from typing import Any


class Refusal(Exception):
    """An answer other than success; the server turns it into a response."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        headers: dict[str, str] | None = None,
        inner: dict[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers or {}
        self.inner = inner or {}

    def body(self, now: datetime, request_id: str, client_request_id: str) -> dict[str, Any]:
        """Graph's error object, the time without a zone as Graph prints it."""
        stamp = {"date": f"{now:%Y-%m-%dT%H:%M:%S}", "request-id": request_id, "client-request-id": client_request_id}
        return {"error": {"code": self.code, "message": self.message, "innerError": self.inner | stamp}}


def invalid_filter() -> Refusal:
    """What a log answers to any filter it does not take, without saying which part."""
    return Refusal(400, "BadRequest", "Invalid filter clause")


def unsupported_filter_property(name: str, resource: str) -> Refusal:
    text = f"Unsupported or invalid query filter clause specified for property '{name}' of resource '{resource}'."
    return Refusal(400, "Request_UnsupportedQuery", text)


def needs_advanced_query(name: str) -> Refusal:
    text = (
        f"The filter on '{name}' is not supported because the required parameters might be missing. "
        "Try adding $count=true query parameter and ConsistencyLevel:eventual header."
    )
    return Refusal(400, "Request_UnsupportedQuery", text)


def option_not_allowed(option: str) -> Refusal:
    return Refusal(400, "BadRequest", f"Query option '{option.lstrip('$').capitalize()}' is not allowed.")


def invalid_top(value: str, most: int) -> Refusal:
    return Refusal(
        400, "BadRequest", f"Invalid page size specified: '{value}'. Must be between 1 and {most} inclusive."
    )


def invalid_order(value: str) -> Refusal:
    return Refusal(400, "BadRequest", f"Query option 'OrderBy' is not allowed for '{value}'.")


def unknown_property(name: str, type_name: str) -> Refusal:
    text = f"Parsing OData Select and Expand failed: Could not find a property named '{name}' on type '{type_name}'."
    return Refusal(400, "BadRequest", text)


def invalid_skip_token() -> Refusal:
    return Refusal(400, "", "Invalid Skip Token")


def unknown_segment(segment: str) -> Refusal:
    return Refusal(400, "BadRequest", f"Resource not found for the segment '{segment}'.")


def not_found(key: str) -> Refusal:
    text = f"Resource '{key}' does not exist or one of its queried reference-property objects are not present."
    return Refusal(404, "Request_ResourceNotFound", text)


def method_not_allowed() -> Refusal:
    return Refusal(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")


def not_alone(name: str) -> Refusal:
    """Graph API reference, list users: signInActivity cannot be filtered beside another filterable property."""
    return Refusal(400, "BadRequest", f"The filter on '{name}' cannot be combined with another property.")


def bad_argument(function: str) -> Refusal:
    return Refusal(400, "BadRequest", f"Invalid or missing parameter for function '{function}'.")


def bad_batch(message: str) -> Refusal:
    return Refusal(400, "BadRequest", message)


def token_refused(message: str) -> Refusal:
    return Refusal(401, "InvalidAuthenticationToken", message, headers={"WWW-Authenticate": "Bearer"})


def no_licence() -> Refusal:
    code = "Authentication_RequestFromNonPremiumTenantOrB2CTenant"
    return Refusal(403, code, "Neither tenant is B2C or tenant doesn't have premium license")


def no_consent(permission: str) -> Refusal:
    text = f"Calling principal does not have required MSGraph permissions {permission}"
    return Refusal(403, "Authentication_MSGraphPermissionMissing", text)


def not_privileged() -> Refusal:
    return Refusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")


def no_role() -> Refusal:
    """The code is as people report it; Microsoft's pages do not confirm it."""
    return Refusal(403, "Authentication_RequestFromUnsupportedUserRole", "User is not in the allowed roles")


def delegated_only() -> Refusal:
    """The code for an app that asks without a user is not documented; this is the one of any missing privilege."""
    return not_privileged()


def too_many_requests(retry_after: int | None) -> Refusal:
    return Refusal(
        429,
        "TooManyRequests",
        "Please retry again later.",
        headers={} if retry_after is None else {"Retry-After": str(retry_after)},
        inner={"code": "429", "message": "Please retry after", "status": "429"},
    )


def unavailable() -> Refusal:
    return Refusal(503, "serviceNotAvailable", "The service is temporarily unavailable.")


def timed_out() -> Refusal:
    return Refusal(504, "UnknownError", "")
