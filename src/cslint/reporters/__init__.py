"""Reporters (temporary)."""

from __future__ import annotations
from dataclasses import dataclass


@dataclass
class Options:
    color: bool = False
    terminal: bool = False


def find(name):
    from cslint.reporters import plain

    return getattr(plain, name)
