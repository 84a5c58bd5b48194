"""A server shaped like Slack, with people who act in it and a record of all that was said.

`server` puts it together. The bot's side: `api` with `chat`, `conversations`, `files`, `lookup` and `views`;
`responses` for response URLs; `socket_mode` and `signed_http` to reach it; `deliveries` of `invocations` with
`payloads`, `submissions` for what comes back for a form. The people's side: `townsfolk` write, `hands` press and fill
in, both by `acting`; an `onlooker` watches the `transcript`. `people` says who is who, `places` where the bot may be;
`elements`, `forms`, `modals` and `uploads` are what stands on screens. `premises` is what all parts share, `messages`
checks what is posted, `faults` is what goes wrong.
"""

from bot.demo.workspace.server import Workspace, running_workspace

__all__ = ["Workspace", "running_workspace"]
