"""The demo page in a real Chromium, against the real bot; helpers are in ``browser.py``."""
