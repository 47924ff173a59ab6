"""Checks that the pages under ``rules/`` name: ``titles.shouted`` is ``shouted`` in ``titles.py``."""
