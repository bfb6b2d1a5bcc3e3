"""Tests of the log that anyone can check."""
