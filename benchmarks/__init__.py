"""Accuracy and speed, ours beside what a user would pick instead. Run with ``make bench``."""
