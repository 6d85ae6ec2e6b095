"""A coach's own words -> the situation they mean: learned from the knowledge files, kept, searched, explained.

``open`` brings a finder; ``find`` answers. ``taught`` reads what to learn from and ``check`` checks it; ``grams`` and
``encode`` compare letters and meaning (``network`` is what encodes), ``likeness`` compares both; ``learn`` fits;
``kept`` keeps what was fitted; ``red_flags`` sees danger; ``report`` tells editors where to teach more. No Discord.
"""
