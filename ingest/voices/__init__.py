"""Voices: who says what, and through whom it reached the article."""
