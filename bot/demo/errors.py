"""What can go wrong before the demo is up, each with a sentence for the person at the terminal."""

from bot.failures import OperatorError


class DemoError(OperatorError):
    """The demo cannot start. ``str(error)`` is a whole sentence that the command line prints as it is."""


class DemoPortTaken(DemoError):
    """Another program listens on the port, or this user may not listen on it.

    Attributes:
        port: the port that was asked for, 1-65535.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        other = port + 1 if port < 65535 else port - 1
        super().__init__(
            f"Port {port} is taken on this machine. Choose another one, for instance: wayside demo --port {other}"
        )


class DemoExtraMissing(DemoError):
    """simcord is not installed: it comes with the optional extra ``demo``."""

    def __init__(self) -> None:
        super().__init__('The demo needs the simulated Discord. Install it with: pip install "wayside[demo]"')
