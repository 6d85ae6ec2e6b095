"""Weekly series: firing them, and telling moderators what became of them."""
