"""What an operator is given: deploy/, its page, the pins, the wheel; and that CI's walls are walls."""
