"""Stand-ins for the world: servers, clocks and parsers that do what a test tells them."""
