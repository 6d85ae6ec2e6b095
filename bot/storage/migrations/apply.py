"""Alembic, without a file of settings and inside our own transaction."""

import logging

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def config(connection: Connection | None = None) -> Config:
    """What Alembic has to know."""
    # Its lines say which database it talks to, not what it does.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", "bot.storage:migrations")
    return made


def upgrade(connection: Connection) -> None:
    """Take every step this database has not taken yet, in the transaction that is open."""
    command.upgrade(config(connection), "head")
