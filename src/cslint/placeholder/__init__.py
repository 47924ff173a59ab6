"""Text that was never replaced: filler, the template's own words, its titles and captions, notes to oneself."""
