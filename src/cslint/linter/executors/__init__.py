"""Runs tasks on several processes or on other machines."""
