"""Public posts: where they may go, what they look like before and after, and how they are sent once and found again."""
