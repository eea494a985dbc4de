"""The two doors: an HTTP service and a command line. Knows no SPARQL text and no grammar."""
