"""Counts by hour -> the usual -> what has left it."""

from bot.domain.spikes.detector import Detector
from bot.domain.spikes.dimensions import REPLAYED, Dimension, Role
from bot.domain.spikes.sensitivity import Sensitivity

__all__ = ["REPLAYED", "Detector", "Dimension", "Role", "Sensitivity"]
