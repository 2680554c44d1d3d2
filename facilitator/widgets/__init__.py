"""Widgets that take data and paint it; they hold no state of a session."""
