"""One file a command: its options, its call, its card. No rules, no SQL, no raw JSON here.

Each has ``install(tree, router, desk)``, which adds the command and the handlers of its controls.
"""
