"""What is promised to citizens: topics, clocks, the calendar and office hours."""
