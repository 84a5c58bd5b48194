"""A server shaped like Slack, with people who act in it and a record of all that was said.

`server` puts it together. The bot's side: `api` with `chat`, `views` and `lookup`, `responses` for response URLs,
`socket_mode` and `signed_http` to reach it, `deliveries` of `invocations` with `payloads`. The people's side:
`townsfolk` act, an `onlooker` watches the `transcript`, `people` says who is who. `premises` is what all parts share,
`messages` checks what is posted, `faults` is what goes wrong.
"""

from bot.demo.workspace.server import Workspace, running_workspace

__all__ = ["Workspace", "running_workspace"]
