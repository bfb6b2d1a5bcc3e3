"""Telephone and identity numbers, addresses and names in what citizens write: found in the original text, and masked."""
