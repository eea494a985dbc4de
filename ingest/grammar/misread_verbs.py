"""Finds verbs that the parser takes for something else: nouns, second subjects, parts of another clause."""

from __future__ import annotations

from ingest.grammar.control import control
from ingest.grammar.tree import Tree
from ingest.grammar.verb_forms import right_lemma

_PARTICLES = control("particles") | {"over"}
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


def mend_misread_verbs(tree: Tree, start: int, end: int) -> None:
    """Mend them in the sentence from `start` to `end`."""
    for token in range(start, end):
        dep, tag = tree.dep[token], tree.tag[token]
        if dep == "nsubj" and tree.tag[token] in {"NNP", "NNPS"}:
            _join_name(tree, token)
        elif dep == "prep" and tree.text[token] == "to":
            _infinitive(tree, token)
        elif dep in {"ccomp", "xcomp", "advcl"} and tag in {"NN", "NNS"}:
            _read_as_verb(tree, token)
            _read_inside_noun(tree, token)
            _read_as_compound(tree, token)
        elif dep == "acl" and tag == "VBN":
            _want_done(tree, token)
            _free_clause(tree, token)
        elif dep == "ccomp" and tag in {"VBD", "VBN"}:
            _have_done(tree, token)
        elif dep in {"amod", "compound"} and tag == "VBG" and tree.lemma[token - 1] in control("aspectual"):
            _read_gerund(tree, token)
        elif dep in {"amod", "compound"} and tree.text[token] in control("pasts"):
            _read_past(tree, token, start)
        elif dep == "ROOT" and tag in {"NNS", "VBZ"}:
            _read_after_name(tree, token)
        elif dep == "prep" and tree.text[token] == "between":
            _read_range(tree, token)
        elif dep == "amod" and tree.text[token].endswith("ed"):
            _read_past_with_subject(tree, token, start)
        if tag == "NN" and dep == "pobj" and tree.text[token] in control("foretold"):
            _read_as_foretold(tree, token)
        if tag == "NN" and dep in {"conj", "ROOT", "ccomp", "relcl", "advcl"}:
            _read_behind_modal(tree, token)
        if dep == "ccomp" and token < tree.head[token]:
            _part_at_colon(tree, token)


def _join_name(tree: Tree, token: int) -> None:
    """ "made the owner of the app Grindr give up": the name says which app, and is no second subject."""
    verb, noun = tree.head[token], token - 1
    first = tree.child(verb, "nsubj")
    if first is None or first >= noun or noun < 0 or tree.tag[noun] not in {"NN", "NNS"}:
        return
    if tree.dep[noun] == "pobj" and first < tree.head[noun]:
        tree.attach(token, noun, "appos")


def _read_after_name(tree: Tree, token: int) -> None:
    """ "Norway ships 2 million barrels": what has an object is no noun, and the name is its subject."""
    name = token - 1
    if name < 0 or tree.dep[name] != "compound" or tree.head[name] != token:
        return
    if tree.child(token, "dobj") is None or tree.child(token, "nsubj") is not None:
        return
    for child in [
        c for c in tree.children[token] if c < name and tree.dep[c] in {"det", "amod", "compound", "poss"}
    ]:
        tree.attach(child, name, tree.dep[child])
    tree.attach(name, token, "nsubj")
    tree.pos[token], tree.tag[token] = "VERB", "VBZ"


def _read_gerund(tree: Tree, token: int) -> None:
    """ "will keep brewing beer": the brewing is what goes on, and the beer is brewed."""
    noun, verb = tree.head[token], token - 1
    if tree.dep[noun] == "dobj" and tree.head[noun] == verb and not tree.children[token]:
        tree.attach(token, verb, "xcomp")
        tree.attach(noun, token, "dobj")
        tree.pos[token] = "VERB"


def _read_range(tree: Tree, between: int) -> None:
    """ "will order between 20 and 30 jets": the jets are what is ordered."""
    verb, noun = tree.head[between], tree.child(between, "pobj")
    if (
        verb != between - 1
        or noun is None
        or tree.pos[verb] != "VERB"
        or tree.child(verb, "dobj") is not None
    ):
        return
    number = tree.child(noun, "nummod")
    if number is None or tree.child(number, "conj") is None or tree.lemma[verb] in control("ranging"):
        return
    tree.attach(noun, verb, "dobj")
    tree.attach(between, number, "quantmod")


def _read_past(tree: Tree, token: int, start: int) -> None:
    """ "The council froze rents", read as a noun with two before it: the past is the verb between them."""
    thing, subject = tree.head[token], token - 1
    if not start <= subject or tree.head[subject] != thing or tree.pos[subject] not in {"NOUN", "PROPN"}:
        return
    for child in [c for c in tree.children[thing] if c < subject]:
        tree.attach(child, subject, tree.dep[child])
    over, dep = (token, "ROOT") if tree.head[thing] == thing else (tree.head[thing], tree.dep[thing])
    for child in [c for c in tree.children[thing] if c > thing]:
        tree.attach(child, token, tree.dep[child])
    tree.attach(token, over, dep)
    tree.attach(thing, token, "dobj")
    tree.attach(subject, token, "nsubj")
    tree.pos[token], tree.tag[token] = "VERB", "VBD"
    tree.lemma[token] = right_lemma(tree.text[token], tree.lemma[token])


def _read_past_with_subject(tree: Tree, token: int, start: int) -> None:
    """ "Peru limited purchases": what has a subject of its own before it is the verb, the noun its object."""
    subject, thing = tree.child(token, "nsubj"), tree.head[token]
    if subject is None or subject != token - 1 or tree.child(thing, "nsubj", "cop") is not None:
        return
    tree.attach(subject, thing, "compound")
    _read_past(tree, token, start)


def _read_as_compound(tree: Tree, token: int) -> None:
    """ "bans face coverings": a noun between a verb and its object is a part of the object."""
    verb, thing = tree.head[token], tree.child(token, "dobj")
    if tree.tag[token] != "NN" or thing != token + 1 or verb != token - 1 or tree.pos[verb] != "VERB":
        return
    if tree.dep[token] != "xcomp" or tree.tag[thing] not in {"NN", "NNS"}:
        return
    for child in [c for c in tree.children[token] if c > thing]:
        tree.attach(child, thing, tree.dep[child])
    tree.attach(thing, verb, "dobj")
    tree.attach(token, thing, "compound")


def _read_as_verb(tree: Tree, token: int) -> None:
    """ "made the firm hand over its keys": what has a subject of its own is a verb."""
    subject = tree.child(token, "nsubj")
    mark = tree.child(token, "mark")
    if tree.child(token, "aux", "cop", "auxpass") is not None:
        return
    if subject is None and mark is not None and tree.text[mark] == "that" and tree.tag[token] == "NN":
        subject = _subject_from_compound(tree, token)
    own = tree.child(token, "dobj", "prt", "prep")
    if subject is None or own is None or not subject < token < own:
        return
    if mark is None and tree.tag[token] == "NNS":
        return
    tree.pos[token], tree.tag[token] = "VERB", "VB" if tree.tag[token] == "NN" else "VBZ"
    tree.lemma[token] = tree.text[token].removesuffix("s") if tree.tag[token] == "VBZ" else tree.text[token]
    if tree.text[own] in _PARTICLES and own == token + 1:
        thing = tree.child(own, "pobj")
        tree.dep[own] = "prt"
        if thing is not None:
            tree.attach(thing, token, "dobj")


def _read_inside_noun(tree: Tree, noun: int) -> None:
    """ "recommended that the force reopen talks": between two nouns a bare verb is the clause's verb."""
    verb, subject = noun - 1, noun - 2
    mark = tree.child(noun, "mark")
    if mark is None or tree.text[mark] != "that" or not mark < subject or tree.pos[noun] != "NOUN":
        return
    if tree.dep[verb] != "compound" or tree.head[verb] != noun or tree.tag[subject] not in _NOUNS:
        return
    if tree.tag[verb] not in {"VB", "VBP"} or tree.head[subject] not in {verb, noun}:
        return
    for child in [c for c in tree.children[noun] if c < subject and tree.dep[c] != "mark"]:
        tree.attach(child, subject, tree.dep[child])
    for child in [c for c in tree.children[verb] if c < subject]:
        tree.attach(child, subject, tree.dep[child])
    tree.attach(verb, tree.head[noun], tree.dep[noun])
    tree.attach(noun, verb, "dobj")
    tree.attach(mark, verb, "mark")
    tree.attach(subject, verb, "nsubj")
    tree.pos[verb], tree.tag[verb], tree.lemma[verb] = "VERB", "VB", tree.text[verb]


def _read_as_foretold(tree: Tree, token: int) -> None:
    """ "Analysts at a bank forecast that sales will fall", read as their forecast: it is what they do."""
    preposition, that = tree.head[token], token + 1
    group, name = tree.head[preposition], token - 1
    if that >= len(tree) or tree.text[that] != "that" or tree.dep[that] != "mark":
        return
    clause = tree.head[that]
    if tree.tag[group] != "NNS" or tree.pos[name] not in {"NOUN", "PROPN"} or tree.head[name] != token:
        return
    if clause not in {tree.head[group], group} and tree.head[clause] != group:
        return
    for child in [c for c in tree.children[token] if c < name]:
        tree.attach(child, name, tree.dep[child])
    for child in [c for c in tree.children[clause] if c < that and c != group]:
        tree.attach(child, token, tree.dep[child])
    top = clause if tree.head[group] == clause else group
    over, dep = (token, "ROOT") if tree.head[top] == top else (tree.head[top], tree.dep[top])
    for child in [c for c in tree.children[top] if c > clause and tree.dep[c] == "punct"]:
        tree.attach(child, token, "punct")
    tree.attach(name, preposition, "pobj")
    tree.attach(token, over, dep)
    tree.attach(group, token, "nsubj")
    tree.attach(clause, token, "ccomp")
    tree.pos[token], tree.tag[token], tree.lemma[token] = "VERB", "VBP", tree.text[token]


def _read_behind_modal(tree: Tree, token: int) -> None:
    """ "may no longer glue": what has a modal is a verb."""
    modal = tree.child(token, "aux")
    if modal is not None and tree.tag[modal] == "MD" and modal < token:
        tree.pos[token], tree.tag[token], tree.lemma[token] = "VERB", "VB", tree.text[token]


def _subject_from_compound(tree: Tree, token: int) -> int | None:
    """ "that the watchdog hand over": of what was read as one noun the first part is the subject."""
    noun = token - 1
    if (
        tree.head[noun] != token
        or tree.dep[noun] != "compound"
        or (tree.text[token + 1] not in _PARTICLES and tree.child(token, "dobj") is None)
    ):
        return None
    for child in [c for c in tree.children[token] if c < noun and tree.dep[c] != "mark"]:
        tree.attach(child, noun, tree.dep[child])
    tree.attach(noun, token, "nsubj")
    return noun


def _want_done(tree: Tree, token: int) -> None:
    """ "wants the depots sold": what is wanted is that they be sold."""
    noun = tree.head[token]
    verb = tree.head[noun]
    if tree.dep[noun] != "dobj" or tree.lemma[verb] not in control("wanted_done") or token != noun + 1:
        return
    if tree.child(token, "agent") is None:
        tree.attach(token, verb, "ccomp")
        tree.attach(noun, token, "nsubjpass")


def _have_done(tree: Tree, token: int) -> None:
    """ "had two applications turned down": the applications were turned down."""
    verb, subject = tree.head[token], tree.child(token, "nsubj")
    if tree.lemma[verb] not in control("had_done") or subject is None or not verb < subject < token:
        return
    if tree.child(token, "aux", "auxpass", "dobj", "mark") is None:
        tree.dep[subject] = "nsubjpass"
        tree.tag[token] = "VBN"


def _free_clause(tree: Tree, token: int) -> None:
    """ "a different story: there the quota is cut": a clause with a tense of its own is no participle."""
    if tree.child(token, "auxpass", "aux") is None or tree.child(token, "nsubjpass", "nsubj") is None:
        return
    first = min(tree.children[token])
    if first and tree.text[first - 1] in {":", ";", "--", "–", "—"}:
        tree.dep[token] = "parataxis"


def _part_at_colon(tree: Tree, token: int) -> None:
    """ "New is the speed: it wants X": what stands before the colon depends on nothing behind it."""
    verb = tree.head[token]
    if any(tree.text[c] in {":", ";"} and token < c < verb for c in tree.children[verb]):
        tree.dep[token] = "parataxis"


def _infinitive(tree: Tree, to: int) -> None:
    """ "obliged shops to stock two kinds": a bare noun with an object behind it is an infinitive."""
    verb, bare = tree.head[to], tree.child(to, "pobj")
    if bare != to + 1 or tree.tag[bare] != "NN" or tree.lemma[verb] not in control("ordering"):
        return
    told = tree.child(verb, "dobj", "nsubjpass")
    things = [c for c in tree.children[verb] if c > bare and tree.dep[c] == "dobj"]
    if told is None or told > to or not things or any(c < bare for c in tree.children[bare]):
        return
    tree.attach(bare, verb, "xcomp")
    tree.attach(to, bare, "aux")
    tree.pos[to], tree.tag[to] = "PART", "TO"
    tree.pos[bare], tree.tag[bare], tree.lemma[bare] = "VERB", "VB", tree.text[bare]
    for thing in things:
        tree.attach(thing, bare, "dobj")
