"""Source text, spans and edits."""
