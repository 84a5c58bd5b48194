"""Builds everything from Settings, in one place; every outside thing is a parameter."""
