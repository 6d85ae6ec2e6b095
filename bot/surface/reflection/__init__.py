"""How a reflection is led in Discord: where it is shown, and what its controls do. What is asked is not known here."""
