"""How a reflection goes: the steps, what stops them, and the sheet a coach leaves with.

Pure: neither Discord nor a database is known here; ``service.py`` says what it wants of a store.
"""
