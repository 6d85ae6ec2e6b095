"""The weekly digest by direct message: asking for it, sending it, stopping it."""
