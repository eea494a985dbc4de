"""Describes the SPARQL endpoint to programs: a SPARQL 1.1 Service Description."""

from __future__ import annotations

from pyoxigraph import RdfFormat, parse, serialize

from kg.answer import GRAPH_FORMATS, RESULT_FORMATS

FORMATS = "http://www.w3.org/ns/formats/"


def describe_service(endpoint: str, union: bool, media_type: str) -> bytes:
    """The description of the endpoint at that address, in one of `GRAPH_FORMATS`."""
    features = ["sd:UnionDefaultGraph"] if union else []
    formats = ", ".join(f"<{FORMATS}{name}>" for name in _FORMAT_NAMES)
    turtle = f"""
        @prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
        <{endpoint}> a sd:Service ;
          sd:endpoint <{endpoint}> ;
          sd:supportedLanguage sd:SPARQL11Query ;
          {"".join(f"sd:feature {feature} ;" for feature in features)}
          sd:resultFormat {formats} ;
          sd:defaultDataset <{endpoint}#dataset> .
        <{endpoint}#dataset> a sd:Dataset ; sd:defaultGraph <{endpoint}#default> .
        <{endpoint}#default> a sd:Graph .
    """
    quads = parse(turtle.encode(), format=RdfFormat.TURTLE)
    text = serialize(
        (quad.triple for quad in quads),
        format=GRAPH_FORMATS[media_type],
        prefixes={"sd": "http://www.w3.org/ns/sparql-service-description#", "formats": FORMATS},
    )
    assert text is not None  # without an output it comes back
    return text


_FORMAT_NAMES = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
assert len(_FORMAT_NAMES) == len({*map(id, RESULT_FORMATS.values())} | {*map(id, GRAPH_FORMATS.values())})
