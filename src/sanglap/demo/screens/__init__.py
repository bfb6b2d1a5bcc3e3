"""What people see of the pretend network – every screen marked as pretend, every form usable without a script."""
