"""Devices, places and the rules on who may enter (Entra, authentication and authorization error codes)."""

from bot.domain.code_tables.entry import SIGN_IN_AGAIN, Entry

ENTRIES = (
    Entry(
        {50002: "NotAllowedTenant", 500021: "", 500022: ""},
        "The network the person is on does not allow sign-in to this organisation (tenant restrictions).",
        "Allow this tenant on the proxy that sets the restriction, or have the person use another network.",
        (
            "The network you are on does not allow signing in here. "
            "Please try from another network, such as your home connection or your phone."
        ),
    ),
    Entry(
        {50005: "DevicePolicyError"},
        "The access policy does not support this kind of device.",
        (
            "Have the person use a supported device or app, or review the device "
            "platforms in the Conditional Access policy."
        ),
        (
            "This kind of device cannot be used to sign in here. "
            "Please try from another device, or reply here and we will tell you which ones work."
        ),
    ),
    Entry(
        {50097: "DeviceAuthenticationRequired"},
        "The device was asked to prove itself and could not do so yet.",
        "Have the person use a registered device and a browser that supports it.",
        (
            "Please sign in from a device that is set up for work, in its usual browser. "
            "Reply here if that is what you are doing already."
        ),
    ),
    Entry(
        {50127: "BrokerAppNotInstalled"},
        "A helper app has to be installed on the device before it may have access.",
        "Have Microsoft Authenticator or the Company Portal installed, then sign in again.",
        (
            "Your device needs one more app before you can sign in. "
            "Please follow the page to install it, then sign in again."
        ),
    ),
    Entry(
        {50129: "DeviceIsNotWorkplaceJoined"},
        "The device has to be registered before it may have access.",
        "Have the device registered, then sign in again.",
        (
            "Your device needs to be registered before you can sign in. "
            "Please follow the steps on the page, or reply here and we will help you."
        ),
    ),
    Entry(
        {50155: "DeviceAuthenticationFailed"},
        "The device could not prove itself.",
        "Check the device's registration in Entra; repair it or join the device again.",
        (
            "Your device could not be recognised. Please restart it and try again; "
            "if that does not help, reply here and we will check how it is set up."
        ),
    ),
    Entry(
        {135011: ""},
        "The device used for signing in is switched off in the directory.",
        "Find out why the device was disabled, and enable it only if it should work.",
        (
            "The device you used is not active with us at the moment. "
            "Please use another one, or reply here and we will check it."
        ),
    ),
    Entry(
        {50131: "ConditionalAccessFailed"},
        "The state of the device, suspicious activity or an access policy stopped the sign-in.",
        "Open the sign-in's details and read which Conditional Access policy applied.",
        (
            "A safety rule stopped your sign-in. Please try from a device and place you normally use; "
            "if that does not help, reply here and we will check which rule it was."
        ),
    ),
    Entry(
        {53000: "DeviceNotCompliant"},
        "The access policy asks for a device that meets the company's rules, and this one does not.",
        "Check the device's compliance in Intune, or have the person use one that complies.",
        (
            "Your device does not meet all our safety rules yet. "
            "Please install any pending updates and try again, or reply here and we will check it with you."
        ),
    ),
    Entry(
        {53001: "DeviceNotDomainJoined"},
        "The access policy asks for a device that is joined to the company network.",
        "Have the person use a joined device, or join this one if it is the company's.",
        (
            "This can only be opened from a company computer. "
            "Please sign in from one, or reply here if you are using one already."
        ),
    ),
    Entry(
        {53002: "ApplicationUsedIsNotAnApprovedApp"},
        "The access policy permits approved apps only, and this one is not approved.",
        "Tell the person which app to use, or add this one to the approved apps.",
        (
            "The app you used is not one we can allow here. Please use our recommended app; "
            "reply here if you are not sure which one that is."
        ),
    ),
    Entry(
        {53003: "BlockedByConditionalAccess"},
        "An access policy (Conditional Access) blocks this sign-in.",
        (
            "Read in the sign-in's details which policy applied; "
            "change the policy or the conditions if the block is not meant."
        ),
        (
            "One of our safety rules stopped your sign-in. "
            "Please reply here with the device and place you tried from, and we will check which rule it was."
        ),
    ),
    Entry(
        {53011: ""},
        "The person's home organisation blocks the account, because it looks at risk.",
        "Ask the administrator of the home organisation to review the risk; it cannot be lifted here.",
        (
            "Your own organisation has paused this account to keep it safe. "
            "Please contact its IT support, as only they can clear it."
        ),
    ),
    Entry(
        {530032: "BlockedByConditionalAccessOnSecurityPolicy"},
        "A security policy of this organisation blocks the request.",
        "Find the tenant's security policy that applies, and decide whether the block is meant.",
        (
            "One of our safety rules stopped your sign-in. "
            "Please reply here with the device and app you used, and we will check which rule it was."
        ),
    ),
    Entry(
        {530035: "BlockedBySecurityDefaults"},
        "The security defaults stopped the sign-in, as too old a method or too unsafe.",
        "Have the person use an app with modern authentication, and check the app's account settings.",
        (
            "The app you used signs in in a way that is no longer safe. "
            "Please update it, or use a current app or your browser instead."
        ),
    ),
    Entry(
        {500212: "NotAllowedByOutboundPolicyTenant"},
        "The person's home organisation does not allow its people to sign in here.",
        "Ask the administrator of the home organisation to change its outbound cross-tenant access settings.",
        "Your own organisation does not allow signing in here with its account. Please ask its IT support to allow it.",
    ),
    Entry(
        {500213: "NotAllowedByInboundPolicyTenant"},
        "This organisation's own rules do not let people from that organisation in.",
        "Review the inbound cross-tenant access settings, and allow that organisation or person if it is meant.",
        (
            "Accounts from your organisation are not let in here at the moment. "
            "Please reply here if you need access, and we will check what is possible."
        ),
    ),
    Entry(
        {70043: "BadTokenDueToSignInFrequency", 70046: ""},
        "The session reached the age at which a policy asks for a fresh sign-in.",
        "Ask the person to sign in again; review the sign-in frequency if it happens too often.",
        SIGN_IN_AGAIN,
    ),
)
