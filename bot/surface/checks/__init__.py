"""Every card made at its longest before anyone sees it: what ``wayside knowledge check`` asks of the texts."""
