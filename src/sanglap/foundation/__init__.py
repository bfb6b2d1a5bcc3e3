"""What every module stands on: time, ids, text, announcements, live news. It knows nothing of offices and cases."""
