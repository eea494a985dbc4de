"""Claims: frames matched to predicates, and claims assembled from them."""
