"""What a Facebook page says to us and what we say to it, as sentences about people."""
