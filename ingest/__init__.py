"""From files to articles, from articles to claims. Knows English; knows no HTTP and no RDF."""
