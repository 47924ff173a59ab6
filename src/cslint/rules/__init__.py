"""Rule pages: their front matter, families and selection."""
