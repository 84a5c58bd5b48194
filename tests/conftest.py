"""What all tests share: hypothesis draws the same examples each time, so that a red run stays red."""

from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")
