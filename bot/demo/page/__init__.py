"""The demo workspace as a page in the browser: channels to type in, and the very blocks that Slack would draw.

`routes` serves it: `shell` is the page itself, `screens` what one person sees now, `acts` what they do. `drawing` turns
messages and views into HTML with the templates of `templates/demo`; `mrkdwn`, `charts` and `moments` do its finer work.
`writing` reads what somebody types as Slack's clients do, `manifest` knows the app's commands and shortcuts, and
`chronicle` keeps what happened behind each answer.
"""
