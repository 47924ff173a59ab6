"""Measures how much of what a template asks for a case has, and suggests what to do next."""
