"""Tests of time, ids, text and translations."""
