"""Tests of country packs."""
