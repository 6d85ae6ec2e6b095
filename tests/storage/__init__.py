"""The storage on real files: what is kept, what is refused, and what is gone for good."""
