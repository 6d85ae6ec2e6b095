"""Figures of speed and memory, each beside an empty slash command of the same discord.py in the same run."""
