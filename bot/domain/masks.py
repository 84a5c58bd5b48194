"""A value with enough left of it to be recognised, and too little to tell who it belongs to."""


def masked_phone(number: str) -> str:
    """`+1 2065550188` -> `+** *** **88`: enough to recognise, too little to call."""
    digits = [sign for sign in number if sign.isdigit()]
    return f"+** *** **{''.join(digits[-2:])}" if len(digits) > 5 else "+** *** **"


def masked_address(address: str) -> str:
    """`jane@contoso.com` -> `j***@contoso.com`; what is no address shows nothing but its first sign."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}***@{domain}" if at else f"{address[:1]}***"


def masked_network(ip: str) -> str:
    """`203.0.113.7` -> `203.0.***`, `2001:db8:1::7` -> `2001:db8:***`."""
    sign = ":" if ":" in ip else "."
    return sign.join([*ip.split(sign)[:2], "***"])
