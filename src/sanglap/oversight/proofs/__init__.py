"""What anyone may check: signed heads of the log, receipts, and a page that verifies in the reader's own browser."""
