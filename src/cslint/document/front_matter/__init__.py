"""Read front matter with the position of every key and value."""
