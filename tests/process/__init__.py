"""Settings, logs and the command line, as an operator meets them."""
