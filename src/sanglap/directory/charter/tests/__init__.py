"""Tests of clocks and calendars."""
