"""The pretend network's Graph API: the calls that pages' apps make, answered in the real network's own shapes."""
