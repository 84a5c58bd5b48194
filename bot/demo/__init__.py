"""A town to try Gatehouse in, with no account and no network: the outside world, so it imports no other room.

`town.running_tenant` starts a server shaped like Microsoft Graph; `story` draws what its logs tell; `endpoints` and
`faults` are the tables of what it serves and of what can be made to go wrong. `workspace` is its neighbour, a server
shaped like Slack.
"""
