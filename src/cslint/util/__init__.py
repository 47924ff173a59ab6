"""General helpers, independent of cslint."""
