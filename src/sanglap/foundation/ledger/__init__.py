"""A log that anyone can check: RFC 6962's tree, the lines in it, signed heads and receipts. Plain Python, no database."""
