"""Remembers reports of earlier runs, so that unchanged cases are not checked again."""
