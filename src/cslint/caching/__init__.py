"""A cache of results by case."""
