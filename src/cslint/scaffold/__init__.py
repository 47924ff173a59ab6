"""Writes new cases and sets up repositories."""
