"""Findings, and the fingerprints by which they are recognised in a later run."""
