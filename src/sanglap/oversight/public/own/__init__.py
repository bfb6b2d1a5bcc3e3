"""The citizen's own side: the page of one's own case, looked up by number and telephone; one's own data."""
