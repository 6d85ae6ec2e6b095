"""Where reflections and preferences are kept: one database, what is private in it sealed.

No Discord, no sentences for people, and no meaning of what is kept: a reflection is a text with two times here.
"""
