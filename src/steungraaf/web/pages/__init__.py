"""Show the graph to people: pages in Dutch and English that work without scripts."""
