"""Made-up workshops for ``facilitator demo``."""
