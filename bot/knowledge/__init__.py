"""What we know: codes, clauses, scenarios, and how a coach's words lead to them.

Pure: no Discord, no database, no network. Reads YAML once at start and never changes afterwards.
"""
