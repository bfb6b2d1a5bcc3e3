"""The monthly report in the official columns, and what comes up again and again."""
