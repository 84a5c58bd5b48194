"""Answers and digests become Slack messages: blocks, and the same words as plain text. Jinja2 lives only here."""

from bot.render.message import HelpSection, Message
from bot.render.renderer import Renderer

__all__ = ["HelpSection", "Message", "Renderer"]
