"""What Entra says when our own custom authentication extension lets it down (Entra, custom extension error codes)."""

from bot.domain.code_tables.entry import TRY_AGAIN, Entry

ENTRIES = (
    Entry(
        {1003005: "CustomExtensionTimedOut", 1003027: "CustomExtensionConnectionError"},
        "Our own extension could not be reached, or it did not answer in time.",
        (
            "Check that the extension's service is up, keeps itself warm and answers within two seconds; "
            "then read its own log."
        ),
        TRY_AGAIN,
    ),
    Entry(
        {
            1003002: "CustomExtensionInvalidHTTPStatus",
            1003003: "CustomExtensionInvalidResponseBody",
            1003006: "CustomExtensionInvalidResponseContentType",
            1003007: "CustomExtensionNullClaimsResponse",
            1003008: "CustomExtensionInvalidResponseApiSchemaVersion",
            1003009: "CustomExtensionEmptyResponse",
            1003010: "CustomExtensionInvalidNumberOfActions",
            1003012: "CustomExtensionInvalidActionType",
            1003024: "CustomExtensionResponseSizeExceeded",
            1003025: "CustomExtensionResponseClaimsSizeExceeded",
            1003026: "CustomExtensionNullOrEmptyClaimKeyNotSupported",
        },
        "Our own extension answered, but with an error or in a form that Entra does not take.",
        (
            "Read the extension's own log at that time and compare its answer with the "
            "form Microsoft documents for this kind of event."
        ),
        TRY_AGAIN,
    ),
    Entry(
        {
            1003011: "CustomExtensionNotFound",
            1003014: "CustomExtensionIncorrectResourceIdFormat",
            1003015: "CustomExtensionDomainNameDoesNotMatch",
            1003016: "CustomExtensionResourceServicePrincipalNotFound",
            1003017: "CustomExtensionClientServicePrincipalNotFound",
            1003018: "CustomExtensionClientServiceDisabled",
            1003019: "CustomExtensionResourceServicePrincipalDisabled",
            1003020: "CustomExtensionIncorrectTargetUrlFormat",
            1003021: "CustomExtensionPermissionNotGrantedToServicePrincipal",
            1003022: "CustomExtensionMsGraphServicePrincipalDisabledOrNotFound",
            1003023: "CustomExtensionBlocked",
        },
        "Our own extension was never called, because it is not set up correctly in Entra.",
        (
            "Open the custom authentication extension in the admin center and check its "
            "address, app registration, consent and permissions."
        ),
        TRY_AGAIN,
    ),
    Entry(
        {1003004: "CustomExtensionThrottlingError"},
        "Our own extension was called too often, and Entra held the calls back.",
        "Look for a surge of attempts at that time; if it is real traffic, ask Microsoft support about the limit.",
        TRY_AGAIN,
    ),
    Entry(
        {1003000: "EventHandlerUnexpectedError", 1003001: "CustomExtensionUnexpectedError"},
        "Calling our own extension failed in a way that Entra does not explain.",
        (
            "Check whether the extension's own log shows the call; "
            "if it does not, ask Microsoft support with the correlation id."
        ),
        TRY_AGAIN,
    ),
)
