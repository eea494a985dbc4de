"""Names: who and what an article calls by name, and which known thing each name means."""
