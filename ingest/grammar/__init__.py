"""Grammar: the parse mended and read as predicates with their participants in deep syntax."""
