"""``python -m bot`` is the same as ``wayside``."""

from bot.cli import app

if __name__ == "__main__":
    app(prog_name="wayside")
