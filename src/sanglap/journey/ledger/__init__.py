"""The log of all steps: lines in their order, hashed into RFC 6962's tree, heads signed every hour."""
