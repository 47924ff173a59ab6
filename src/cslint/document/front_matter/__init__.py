"""Front matter with the position of every key and value."""
