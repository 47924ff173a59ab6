"""Load and select rule pages and rule families."""
