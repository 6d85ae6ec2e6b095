"""Spaces that must not break at the end of a line; an editor types plain ones."""

import re

_FRENCH = re.compile(r" (?=[?!:;»])|(?<=«) ")


def typeset(language: str, text: str) -> str:
    """``text`` with no-break spaces where the language wants them: French, before ? ! : ; » and after «."""
    return _FRENCH.sub("\N{NO-BREAK SPACE}", text) if language == "fr" else text
