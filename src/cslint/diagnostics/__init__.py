"""Findings, and fingerprints that recognise them in later runs."""
