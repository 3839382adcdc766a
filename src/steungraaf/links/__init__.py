"""Link what others call an actor or a place to ours: match names, propose links, decide and check them."""
