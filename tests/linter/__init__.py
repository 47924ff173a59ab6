"""Tests of finding cases, checking them and fixing them."""
