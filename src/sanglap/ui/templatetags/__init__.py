"""Tags every template may use without loading."""
