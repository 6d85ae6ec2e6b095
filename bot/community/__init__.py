"""What a server shares: its settings, what is posted when and in which turn, counts, cases for peers.

Pure: no Discord, no database.
"""
