"""From files to articles, from articles to claims. Knows English; knows no HTTP and no RDF."""

import os
import sys

# One thread multiplies matrices as small as ours fastest; two wait for each other, long where the cores are
# busy. NumPy reads this once, as it is loaded. Whoever has set it knows better.
if "numpy" not in sys.modules:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
