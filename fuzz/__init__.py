"""Fuzzing: targets, their kept corpus, and what runs them (fuzz/README.md)."""
