"""The graph: values, identities, quads, stores, questions. Knows RDF; knows no English and no HTTP."""
