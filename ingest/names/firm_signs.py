"""What shows that an unknown name is a firm's: "Acme shares", "a stake in Acme", "Acme said it would"."""

from __future__ import annotations

from spacy.tokens import Token

from ingest.names.proposals import lexicon

NEAR = 4  # tokens from "said" to its "it" ("said on Wednesday that it")


def shows_a_firm(head: Token) -> bool:
    """True where what is said of the name is said of firms alone."""
    above = head.head
    if head.dep_ in {"compound", "nmod"} and above.i > head.i:
        return above.lower_ in lexicon("firms", "possessions") or _is_share(above)
    if head.dep_ == "poss":
        chief = above.lower_ == "executive" and above.nbor(-1).lower_ == "chief"
        return chief or above.lower_ in lexicon("firms", "owned")
    if head.dep_ == "pobj":
        noun = above.head
        if above.lower_ in {"in", "of"}:
            return noun.lemma_.lower() in lexicon("firms", "stakes") and noun.i < above.i
        made = above.dep_ == "agent" or above.lower_ == "by"
        return made and noun.tag_ == "VBN" and noun.lemma_ in lexicon("firms", "makers")
    return head.dep_ == "nsubj" and (_speaks_of_itself(head) or is_no_word(head))


def has_its_own(subject: Token) -> bool:
    """True for "Vesk Moreau cut its forecast", "has agreed to sell its mills": who is "it" is nobody."""
    verb: Token | None = subject.head if subject.dep_ == "nsubj" else None
    while verb is not None and verb.pos_ == "VERB":
        ware = next((c for c in verb.rights if c.dep_ == "dobj"), None)
        whole = ware and next((of for of in ware.rights if of.lower_ == "of"), None)
        nouns = [ware, *(whole.rights if whole else ())] if ware else []
        if any(c.dep_ == "poss" and c.lower_ == "its" for noun in nouns for c in noun.lefts):
            return True
        verb = None if ware else next((c for c in verb.rights if c.dep_ == "xcomp"), None)
    return False


def is_no_word(opening: Token) -> bool:
    """True for "Narvex denied the claim": a word that English does not have, and that acts."""
    vectors = opening.vocab.vectors
    if not opening.is_sent_start or not opening.text.istitle() or not vectors.n_keys:
        return False
    acts = opening.head.lemma_ in lexicon("firms", "deeds") and opening.head.i > opening.i
    return acts and all(opening.vocab[form].is_oov for form in (opening.lower_, opening.lower_.rstrip("s")))


def _is_share(noun: Token) -> bool:
    """True for "Acme stocks rose", where the noun is no verb or adjective."""
    return noun.lemma_.lower() in {"share", "stock"} and noun.tag_ == "NNS"


def _speaks_of_itself(speaker: Token) -> bool:
    """True for "Acme said it would ship grain": who speaks is "it", and acts."""
    verb = speaker.head
    if verb.lemma_ not in lexicon("firms", "says"):
        return False
    for child in verb.children:
        if child.dep_ != "ccomp" or child.i < verb.i or child.lemma_ in lexicon("firms", "empty"):
            continue
        subject = next((c for c in child.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None and subject.lower_ == "it" and subject.i - verb.i <= NEAR:
            return child.pos_ == "VERB"
    return False
