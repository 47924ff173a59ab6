"""Runs rules over cases: discovery, settings, engine, suppressions, baseline and fixes."""
