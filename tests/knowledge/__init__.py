"""What the files promise, and what happens to a file that an editor broke."""
