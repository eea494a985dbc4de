"""Finds the subject of every verb, also where the sentence does not repeat it.

A subject may be shared under control ("told firms to halt"), by participles, relative clauses and in
coordination.
"""

from __future__ import annotations

from ingest.grammar.clause_shape import VERBAL, has_to, is_passive
from ingest.grammar.control import control, parties, receiving
from ingest.grammar.matrix import class_of, is_matrix_noun
from ingest.grammar.tree import Tree

RELATIVE = frozenset({"which", "that", "who", "whom"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
MOST_CONJUNCTS = 24
"""A longer coordination is a list or a table; each verb then gets only its first entries."""
_DEEPEST = 12
"""How many steps a search for a shared subject may take; real sentences need four."""


def _is_gerund_subject(tree: Tree, clause: int, verb: int) -> bool:
    """True for "fishing" in "fishing for eel is banned"."""
    return tree.dep[clause] in {"csubj", "csubjpass"} and tree.tag[clause] == "VBG" and clause < verb


class Subjects:
    """Subjects over one tree. Keeps what it has found, so that each verb is worked out once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._surface: dict[int, tuple[tuple[int, ...], bool]] = {}
        self._passive: dict[int, bool] = {}

    def surface_subject(self, verb: int, depth: int = 0) -> tuple[tuple[int, ...], bool]:
        """The heads of the grammatical subject, and whether it is shared with another clause."""
        known = self._surface.get(verb)
        if known is not None:
            return known
        self._surface[verb] = ((), False)  # a loop finds nothing
        found = self._find_subject(verb, depth) if depth < _DEEPEST else ((), False)
        self._surface[verb] = found
        return found

    def is_passive(self, verb: int) -> bool:
        """True where the verb's grammatical subject is what it acts on."""
        known = self._passive.get(verb)
        if known is None:
            known = self._passive[verb] = is_passive(self.tree, verb)
        return known

    def _find_subject(self, verb: int, depth: int) -> tuple[tuple[int, ...], bool]:
        tree = self.tree
        own = [c for c in tree.children[verb] if tree.dep[c] in SUBJECTS or _is_gerund_subject(tree, c, verb)]
        if own:
            heads: list[int] = []
            shared = False
            for token in own:
                if tree.text[token] in RELATIVE:
                    antecedent = self.antecedent(verb)
                    if antecedent is not None:
                        heads += self.conjuncts(antecedent) if self._plural_verb(verb) else (antecedent,)
                        shared = True
                        continue
                    if tree.text[token] == "that" or tree.text[token] == "which":
                        continue
                if tree.text[token] == "it" and self._extraposed(verb):
                    continue
                heads += self.conjuncts(token)
            return tuple(heads), shared
        dep = tree.dep[verb]
        head = tree.head[verb]
        if head == verb:
            return (), False
        heads_of: tuple[int, ...] = ()
        if dep == "conj":
            if tree.pos[head] in VERBAL:
                heads_of = self.surface_subject(head, depth + 1)[0]
        elif dep in {"xcomp", "ccomp", "advcl", "oprd", "acomp"}:
            if dep == "ccomp" and tree.tag[verb] not in {"VB", "VBG", "VBN"}:
                return (), False
            heads_of = self.controller(verb, head, depth + 1)
        elif dep == "pcomp":
            heads_of = self._gerund_subject(verb, head, depth + 1)
        elif dep == "acl":
            heads_of = self._noun_subject(verb, head, depth + 1)
        elif dep == "relcl" and tree.dep[head] == "attr" and tree.pos[head] in {"ADJ", "NUM"}:
            heads_of = self.surface_subject(tree.head[head], depth + 1)[0]  # "is the first to ban"
        elif dep == "relcl":
            # "the chip to watch", "the firms selling chips": no pronoun, the noun itself.
            if tree.tag[verb] in {"VBG", "VBN"} or not self._has_object(verb):
                heads_of = self.conjuncts(head) if tree.pos[head] in {"NOUN", "PROPN", "PRON"} else ()
            if tree.tag[verb] == "VB":
                granted = tree.lemma[head] in control(
                    "recipient_nouns"
                )  # "granted it the first licences to sell"
                heads_of = self._noun_subject(verb, head, depth + 1) if granted else (head,)
        return heads_of, True

    def controller(self, verb: int, governor: int, depth: int) -> tuple[int, ...]:
        """Who is the subject of the infinitive or participle `verb` under the verb `governor`."""
        tree = self.tree
        if tree.pos[governor] not in VERBAL:
            if tree.pos[governor] == "ADJ":
                over = tree.head[governor]
                return self.surface_subject(over, depth)[0] if tree.dep[governor] in {"acomp", "oprd"} else ()
            return ()
        lemma = tree.lemma[governor]
        receivers = self._receivers(verb, governor)
        if receivers:
            return receivers
        ends = has_to(tree, verb) and tree.dep[verb] == "xcomp" and lemma not in control("object_control")
        if ends and not self.is_passive(verb) and not self.is_passive(governor):
            pass  # "overcame doubts to pass the bill": who overcame them passed it
        elif tree.dep[verb] in {"xcomp", "ccomp", "oprd"} and lemma not in control("subject_control"):
            for label in ("dobj", "dative"):
                found = tree.child(governor, label)
                if found is not None and found < verb and tree.pos[found] != "ADP":
                    return self.conjuncts(found)
            if tree.dep[governor] == "relcl" and lemma in control("object_control") and self.is_passive(verb):
                # "the jet that Peru allowed to be sold": the jet is sold.
                noun = None if self.is_passive(governor) else self.antecedent(governor)
                if noun is not None:
                    return self.conjuncts(noun)
        elif tree.dep[verb] == "advcl" and lemma in control("object_control") and tree.tag[verb] == "VB":
            found = tree.child(governor, "dobj", "dative")
            if found is not None and found < verb and tree.pos[found] != "ADP":
                return self.conjuncts(found)
        return self.surface_subject(governor, depth)[0]

    def _receivers(self, verb: int, governor: int) -> tuple[int, ...]:
        """To whom a light verb's noun goes: "gave the green light to the firms to sell"."""
        tree = self.tree
        if tree.lemma[governor] not in control("light") or tree.tag[verb] != "VB":
            return ()
        noun = tree.child(governor, "dobj") or tree.child(governor, "nsubjpass")
        if noun is None or tree.lemma[noun] not in control("recipient_nouns"):
            return ()
        # "demand for copper is set to grow": it is not copper that grows
        stated = tree.dep[noun] == "nsubjpass"
        for over in (governor,) if stated else (governor, noun):
            for child in tree.children[over]:
                if child < verb and (
                    tree.dep[child] == "dative"
                    or (tree.dep[child] == "prep" and tree.text[child] in {"to", "for"})
                ):
                    if tree.pos[child] != "ADP":
                        return self.conjuncts(child)
                    return tuple(h for o in self.objects_of(child) for h in self.conjuncts(o))
        return ()

    def _gerund_subject(self, verb: int, preposition: int, depth: int) -> tuple[int, ...]:
        tree = self.tree
        over = tree.head[preposition]
        while tree.dep[over] == "prep" and over != tree.head[over]:
            over = tree.head[over]
        if tree.text[over] in control("stopping_at") and tree.pos[tree.head[over]] in VERBAL:
            over = tree.head[over]  # "stopped short of banning"
        if tree.pos[over] in VERBAL:
            lemma, word = tree.lemma[over], tree.text[preposition]
            transfers = (
                (word == "from" and lemma in control("from_control"))
                or (word in {"as", "of", "for"} and lemma in control("as_control"))
                or (word == "into")
            )
            if transfers:
                found = tree.child(over, "dobj")
                if found is not None:
                    return self.conjuncts(found)
            return self.surface_subject(over, depth)[0]
        if tree.pos[over] in {"NOUN", "PROPN"}:
            return self._noun_subject(verb, over, depth)
        if tree.pos[over] == "ADJ":
            return self.controller(verb, over, depth)
        return ()

    def _noun_subject(self, verb: int, noun: int, depth: int) -> tuple[int, ...]:
        """The subject of an infinitive or participle that hangs on a noun."""
        tree = self.tree
        tag = tree.tag[verb]
        if tree.pos[noun] not in {"NOUN", "PROPN", "PRON"}:
            return ()
        if tree.dep[verb] == "acl" and tag in {"VBN", "VBG", "VBD"} and tree.child(verb, "aux") is None:
            return self.conjuncts(noun) if tag == "VBG" and self._plural_verb(verb) else (noun,)
        # "permission for the bank to lend", "granted the bank permission to lend".
        if tree.lemma[noun] in control("recipient_nouns"):
            for child in tree.children[noun]:
                if tree.dep[child] == "prep" and tree.text[child] in {"for", "to"} and child < verb:
                    return tuple(h for o in self.objects_of(child) for h in self.conjuncts(o))
        possessor = tree.child(noun, "poss")
        over = tree.head[noun]
        support = tree.dep[noun] in {"dobj", "nsubjpass"} and tree.pos[over] in VERBAL
        if tree.lemma[noun] in control("recipient_nouns") and support:
            receiver = tree.child(over, "dative")
            if receiver is not None:
                if tree.pos[receiver] == "ADP":
                    return tuple(h for o in self.objects_of(receiver) for h in self.conjuncts(o))
                return self.conjuncts(receiver)
            if tree.dep[noun] == "dobj" and (tree.lemma[over] in receiving() or self.is_passive(over)):
                return self.surface_subject(over, depth)[0]
            if possessor is None:
                return ()
        if possessor is not None:
            return self.conjuncts(possessor)
        for child in tree.children[noun]:
            if (
                tree.dep[child] == "prep"
                and tree.text[child] in {"by", "of", "between", "for"}
                and child < verb
            ):
                found = tuple(h for o in self.objects_of(child) for h in self.conjuncts(o))
                if found and not is_matrix_noun(tree.lemma[found[0]]):  # "a letter of intent to buy"
                    return found
        if support and tree.dep[noun] == "dobj":
            judged = class_of("verb", tree.lemma[over], None, False)
            if judged is not None and judged.name == "factive":
                return ()  # "welcomed the decision to ban": whose decision it was, is not said
            return self.surface_subject(over, depth)[0]
        if support or tree.dep[noun] == "nsubj":
            agent = tree.child(over, "agent")
            if agent is not None:
                return tuple(h for o in self.objects_of(agent) for h in self.conjuncts(o))
            # "the first plane to cross the ocean", "the plan to cross"
            return () if is_matrix_noun(tree.lemma[noun]) else (noun,)
        if tree.dep[noun] in {"attr", "appos"}:
            return () if is_matrix_noun(tree.lemma[noun]) else (noun,)
        if tree.dep[noun] == "pobj":
            over = tree.head[tree.head[noun]]
            if tree.pos[over] in VERBAL:
                return self.surface_subject(over, depth)[0]
            if tree.pos[over] == "NOUN":
                return self._noun_subject(verb, over, depth + 1) if depth < _DEEPEST else ()
        return ()

    def antecedent(self, verb: int) -> int | None:
        """What the relative pronoun of this verb's clause stands for, None where it is a whole clause."""
        tree = self.tree
        token = verb
        for _ in range(_DEEPEST):
            if tree.dep[token] == "relcl":
                noun = self._person(self._listed(tree.head[token]), token)
                return noun if tree.pos[noun] in {"NOUN", "PROPN", "PRON", "NUM", "SYM"} else None
            if tree.dep[token] not in {"conj", "ccomp", "xcomp"} or tree.head[token] == token:
                return None
            token = tree.head[token]
        return None

    def _person(self, noun: int, verb: int) -> int:
        """ "a leader of the union who met Acme": it is the leader who met, no union."""
        tree = self.tree
        over = tree.head[tree.head[noun]]
        if tree.dep[noun] != "pobj" or not tree.capital[noun]:
            return noun
        if tree.doc[noun].ent_type_ == "PERSON" and not tree.doc[noun].is_upper:
            return noun
        if over >= noun or tree.lemma[over] not in parties():
            return noun
        return over if any(tree.text[c] == "who" and c < verb for c in tree.children[verb]) else noun

    def _listed(self, noun: int) -> int:
        """ "six boats, the first of which the yard will deliver": the boats, instead of "the first"."""
        tree = self.tree
        of = tree.child(noun, "prep")
        if of is None or tree.dep[noun] != "appos" or tree.text[of] != "of":
            return noun
        return (
            tree.head[noun] if any(tree.text[o] in {"which", "whom"} for o in self.objects_of(of)) else noun
        )

    def objects_of(self, preposition: int) -> list[int]:
        return [c for c in self.tree.children[preposition] if self.tree.dep[c] == "pobj"]

    def _has_object(self, verb: int) -> bool:
        return self.tree.child(verb, "dobj") is not None

    def _plural_verb(self, verb: int) -> bool:
        """True where the form of the verb or its auxiliary speaks of several."""
        tree = self.tree
        first = next((c for c in tree.children[verb] if tree.dep[c] in {"aux", "auxpass"}), verb)
        return tree.text[first] in {"are", "were", "have", "do"} or tree.tag[first] == "VBP"

    def _extraposed(self, verb: int) -> bool:
        """True for the empty "it" of "it is expected that ..."."""
        return self.tree.child(verb, "ccomp", "csubj", "csubjpass") is not None and (
            self.is_passive(verb) or self.tree.lemma[verb] in control("raising")
        )

    def conjuncts(self, token: int) -> tuple[int, ...]:
        """The token and the nouns coordinated with it to its right."""
        tree = self.tree
        found = [token]
        for over in found:
            if len(found) > MOST_CONJUNCTS:
                break
            found += [c for c in tree.children[over] if tree.dep[c] == "conj" and tree.pos[c] not in VERBAL]
        return tuple(found)
