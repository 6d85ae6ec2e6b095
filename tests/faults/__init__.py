"""What must not be lost when something breaks: a process killed at a random moment. No test of ordinary days here."""
