"""Stance: how far an action has come, as its sentence puts it."""
