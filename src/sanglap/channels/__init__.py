"""Outside networks: connectors, the envelopes they hand in, the outbox they empty."""
