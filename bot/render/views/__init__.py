"""What opens over a conversation and what stands on the Home tab: each view from a template, within Slack's limits."""

from bot.render.views.names import Callback, Field
from bot.render.views.renderer import ViewRenderer

__all__ = ["Callback", "Field", "ViewRenderer"]
