"""One cache of results, by case."""
