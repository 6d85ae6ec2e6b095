"""A coach's own words -> the situation they mean: learned from the knowledge files, kept, searched, explained.

``open`` brings a finder; ``find`` answers. ``taught`` reads what to learn from and ``check`` checks it; ``grams`` and
``encode`` compare letters and meaning, ``likeness`` both; ``learn`` fits, with ``halved`` for the large matrix;
``kept`` keeps what was fitted; ``red_flags`` sees danger; ``report`` tells editors where to teach more. No Discord.
"""
