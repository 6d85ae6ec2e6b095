"""What Discord sees: commands, cards, buttons, words. The only room that imports discord, with app.py and demo/."""
