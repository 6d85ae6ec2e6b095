"""What Discord sees: commands, cards, buttons, words. The only room that imports discord, with run.py and demo/."""
