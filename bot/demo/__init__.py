"""A town to try Gatehouse in, with no account and no network: the outside world, so it imports no other room.

`town` starts a tenant and says where it is; `options` is what one may choose about it.
`tenant` is a server shaped like Microsoft Graph: what it serves, takes, refuses, and can be made to get wrong.
`story` is what its logs tell: people, apps, what they do and what goes wrong, drawn from a seed.
`workspace` is a server shaped like Slack; `blockkit` are the limits that Slack sets to a message.
All share `serving` (a server on a thread), `clock` (the tenant's time), `moments` (times as Graph prints them) and
`rows`.
"""
