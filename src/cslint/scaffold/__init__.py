"""Create new cases, and set up repositories."""
