"""What Slack would refuse, in Slack's own words: `problems` of a message, `views.view_problems` of a view.

`messages` judges a whole message and `rules` its blocks; `blocks`, `elements`, `richtext`, `tables` and `text` are the
shapes Slack takes.
"""

from bot.demo.blockkit.messages import Use, message_problems, problems

__all__ = ["Use", "message_problems", "problems"]
