"""How an earlier database becomes the present one: ``versions`` holds one file a step, ``apply.py`` runs them.

A step never changes once it was released, and imports nothing of ours.
"""

REVISIONS = ("0001", "0002", "0003")
"""Every revision there is, oldest first. Alembic is not asked, for it takes a tenth of a second to load."""
