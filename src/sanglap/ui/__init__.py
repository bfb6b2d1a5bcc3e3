"""The design language: layouts, components, tags, charts and the few scripts that every screen shares."""
