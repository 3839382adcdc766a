"""Serve the graph on the web, for people and for programs."""
