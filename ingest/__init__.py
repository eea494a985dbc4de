"""From files to articles, from articles to claims. Knows English; knows no HTTP and no RDF."""

import os

# One thread multiplies matrices as small as ours fastest, and the reading does not depend on the number of
# cores. It holds only where nothing has loaded NumPy before; whoever has set it knows better.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
