"""Tests of rule pages and of the registry of rules."""
