"""Small questions, each a modal of its own that gives back its answer."""
