"""Wayside: a quiet stop for coaches. The rooms of the house are the packages below; ``app.py`` joins them."""

__version__ = "0.1.0"
