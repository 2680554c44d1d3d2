"""What happens: sessions, templates, progress, pairs, swaps and the store."""
