"""A coach's own words -> the situation they mean: learned from the knowledge files, kept, searched, explained.

``find`` answers; ``taught`` reads what to learn from; ``learn`` fits; ``encode`` turns words into meaning; ``kept``
keeps what was fitted; ``red_flags`` sees danger; ``report`` tells editors where to teach more. Pure: no Discord.
"""
