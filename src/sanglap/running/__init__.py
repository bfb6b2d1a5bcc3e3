"""Starting, stopping, testing, measuring and saving Sanglap: everything behind ``./sanglap``."""
