"""What the cards say: knowledge and words -> Card, one file a kind. Discord's limits live in ``cards.py``, not here."""
