"""The pretend network, held to the recorded shapes of the real one."""
