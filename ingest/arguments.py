"""Who takes part in a verb, whatever the sentence's surface: passives are undone, controlled subjects filled
in, relative pronouns replaced by what they stand for, coordinated verbs given what they share."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.matrix import is_matrix_noun
from ingest.rulebook import rules
from ingest.tree import Tree


class Function(StrEnum):
    """What an argument is to its predicate in deep syntax (the subject of a passive verb is its OBJECT)."""

    SUBJECT = "subject"
    OBJECT = "object"
    INDIRECT = "indirect"
    CLAUSE = "clause"
    OBLIQUE = "oblique"


@dataclass(frozen=True, slots=True)
class Argument:
    """One participant: the token that heads it, and how it hangs on the predicate.

    `preposition` is an OBLIQUE's preposition in lower case ("for", "to", "of"), or the marker of a CLAUSE
    ("to", "that", "whether", "if", "ing", "bare", or the preposition of a gerund: "from"). Arguments of nouns
    keep the word that ties them to the noun ("of", "by", "on"), whatever their function. `shared` is true
    where the sentence does not repeat the words at this predicate: they came through control, a relative
    clause, coordination or a participle.
    """

    function: Function
    head: int
    preposition: str | None = None
    shared: bool = False


@functools.cache
def control(name: str) -> frozenset[str]:
    """The words of one class of `rules/control.toml`."""
    table = rules("control")[name]
    return frozenset(table.get("verbs", table.get("nouns", "")).split())


_RELATIVE = frozenset({"which", "that", "who", "whom"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_VERBAL = frozenset({"VERB", "AUX"})
_DEEPEST = 12
"""How many steps a search for a shared subject may take; real sentences need four."""


class Syntax:
    """Deep syntax over one tree. Keeps what it has found, so that each verb is worked out once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._surface: dict[int, tuple[tuple[int, ...], bool]] = {}
        self._passive: dict[int, bool] = {}

    def arguments(self, verb: int) -> tuple[Argument, ...]:
        """All participants of a verb, subject first, then in the order of the text."""
        tree = self.tree
        subjects, shared = self.surface_subject(verb)
        passive = self.is_passive(verb)
        found: list[Argument] = []
        objects = False
        rest: list[Argument] = []
        for child in tree.children[verb]:
            dep = tree.dep[child]
            if dep == "dobj":
                objects = True
                rest += self._nominal(Function.OBJECT, child, verb)
            elif dep == "attr" or dep == "oprd":
                if tree.pos[child] not in {"ADJ", "VERB"}:
                    function = (
                        Function.OBJECT
                        if tree.lemma[verb] in {"be", "become", "remain"}
                        else Function.OBLIQUE
                    )
                    rest += self._nominal(
                        function, child, verb, "as" if function is Function.OBLIQUE else None
                    )
            elif dep == "agent":
                for obj in self._objects_of(child):
                    rest += self._nominal(Function.SUBJECT, obj, verb, "by")
            elif dep == "dative":
                if tree.pos[child] == "ADP":
                    for obj in self._objects_of(child):
                        rest += self._nominal(Function.INDIRECT, obj, verb, tree.text[child])
                else:
                    rest += self._nominal(Function.INDIRECT, child, verb)
            elif dep == "prep":
                rest += self.oblique(child, verb, tree.text[child])
            elif dep in {"xcomp", "ccomp"}:
                rest += self.clause(child, verb)
        if passive:
            # "was granted a licence", "were told to halt": the surface subject is to whom.
            function = Function.INDIRECT if objects else Function.OBJECT
        else:
            function = Function.SUBJECT
        found += (Argument(function, head, None, shared) for head in subjects)
        found += rest
        if not passive and not objects:
            found += self._shared_objects(verb, rest)
        return tuple(found)

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
            known = self._passive[verb] = self._find_passive(verb)
        return known

    def _find_passive(self, verb: int) -> bool:
        tree = self.tree
        own = False
        for child in tree.children[verb]:
            dep = tree.dep[child]
            if dep == "auxpass" or dep == "nsubjpass":
                return True
            if dep == "aux" or dep == "nsubj":
                own = True
        if tree.tag[verb] != "VBN":
            return False
        dep = tree.dep[verb]
        if dep == "conj" and not own:
            head = tree.head[verb]
            return tree.pos[head] in _VERBAL and self.is_passive(head)
        if own and dep != "ccomp":
            return False
        return (dep in {"acl", "advcl", "amod", "oprd", "ccomp", "xcomp", "relcl"} and not own) or (
            dep == "ccomp" and tree.child(verb, "aux") is None
        )

    def _find_subject(self, verb: int, depth: int) -> tuple[tuple[int, ...], bool]:
        tree = self.tree
        own = [c for c in tree.children[verb] if tree.dep[c] in _SUBJECTS]
        if own:
            heads: list[int] = []
            shared = False
            for token in own:
                if tree.text[token] in _RELATIVE:
                    antecedent = self._antecedent(verb)
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
            if tree.pos[head] in _VERBAL:
                heads_of = self.surface_subject(head, depth + 1)[0]
        elif dep in {"xcomp", "ccomp", "advcl", "oprd", "acomp"}:
            if dep == "ccomp" and tree.tag[verb] not in {"VB", "VBG", "VBN"}:
                return (), False
            heads_of = self.controller(verb, head, depth + 1)
        elif dep == "pcomp":
            heads_of = self._gerund_subject(verb, head, depth + 1)
        elif dep == "acl":
            heads_of = self._noun_subject(verb, head, depth + 1)
        elif dep == "relcl":
            # "the chip to watch", "the firms selling chips": no pronoun, the noun itself.
            if tree.tag[verb] in {"VBG", "VBN"} or not self._has_object(verb):
                heads_of = self.conjuncts(head) if tree.pos[head] in {"NOUN", "PROPN", "PRON"} else ()
            if tree.tag[verb] == "VB":
                heads_of = (head,)
        return heads_of, True

    def controller(self, verb: int, governor: int, depth: int) -> tuple[int, ...]:
        """Who is the subject of the infinitive or participle `verb` under the verb `governor`."""
        tree = self.tree
        if tree.pos[governor] not in _VERBAL:
            if tree.pos[governor] == "ADJ":
                over = tree.head[governor]
                return self.surface_subject(over, depth)[0] if tree.dep[governor] in {"acomp", "oprd"} else ()
            return ()
        lemma = tree.lemma[governor]
        receivers = self._receivers(verb, governor)
        if receivers:
            return receivers
        if tree.dep[verb] in {"xcomp", "ccomp", "oprd"} and lemma not in control("subject_control"):
            for label in ("dobj", "dative"):
                found = tree.child(governor, label)
                if found is not None and found < verb and tree.pos[found] != "ADP":
                    return self.conjuncts(found)
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
        noun = tree.child(governor, "dobj", "nsubjpass")
        if noun is None or tree.lemma[noun] not in control("recipient_nouns"):
            return ()
        for over in (governor, noun):
            for child in tree.children[over]:
                if child < verb and (
                    tree.dep[child] == "dative"
                    or (tree.dep[child] == "prep" and tree.text[child] in {"to", "for"})
                ):
                    if tree.pos[child] != "ADP":
                        return self.conjuncts(child)
                    return tuple(h for o in self._objects_of(child) for h in self.conjuncts(o))
        return ()

    def _gerund_subject(self, verb: int, preposition: int, depth: int) -> tuple[int, ...]:
        tree = self.tree
        over = tree.head[preposition]
        while tree.dep[over] == "prep" and over != tree.head[over]:
            over = tree.head[over]
        if tree.pos[over] in _VERBAL:
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
                    return tuple(h for o in self._objects_of(child) for h in self.conjuncts(o))
        possessor = tree.child(noun, "poss")
        over = tree.head[noun]
        support = tree.dep[noun] in {"dobj", "nsubjpass"} and tree.pos[over] in _VERBAL
        if tree.lemma[noun] in control("recipient_nouns") and support:
            receiver = tree.child(over, "dative")
            if receiver is not None:
                if tree.pos[receiver] == "ADP":
                    return tuple(h for o in self._objects_of(receiver) for h in self.conjuncts(o))
                return self.conjuncts(receiver)
            if tree.dep[noun] == "dobj" and (
                tree.lemma[over] in control_receiving() or self.is_passive(over)
            ):
                return self.surface_subject(over, depth)[0]
            if possessor is None:
                return ()
        if possessor is not None:
            return self._possessors(possessor)
        for child in tree.children[noun]:
            if (
                tree.dep[child] == "prep"
                and tree.text[child] in {"by", "of", "between", "for"}
                and child < verb
            ):
                return tuple(h for o in self._objects_of(child) for h in self.conjuncts(o))
        if support and tree.dep[noun] == "dobj":
            return self.surface_subject(over, depth)[0]
        if support or tree.dep[noun] == "nsubj":
            agent = tree.child(over, "agent")
            if agent is not None:
                return tuple(h for o in self._objects_of(agent) for h in self.conjuncts(o))
            # "the first plane to cross the ocean", "the plan to cross"
            return () if is_matrix_noun(tree.lemma[noun]) else (noun,)
        if tree.dep[noun] in {"attr", "appos"}:
            return () if is_matrix_noun(tree.lemma[noun]) else (noun,)
        if tree.dep[noun] == "pobj":
            over = tree.head[tree.head[noun]]
            if tree.pos[over] in _VERBAL:
                return self.surface_subject(over, depth)[0]
            if tree.pos[over] == "NOUN":
                return self._noun_subject(verb, over, depth + 1) if depth < _DEEPEST else ()
        return ()

    def _antecedent(self, verb: int) -> int | None:
        """What the relative pronoun of this verb's clause stands for, None where it is a whole clause."""
        tree = self.tree
        token = verb
        for _ in range(_DEEPEST):
            if tree.dep[token] == "relcl":
                noun = tree.head[token]
                return noun if tree.pos[noun] in {"NOUN", "PROPN", "PRON", "NUM", "SYM"} else None
            if tree.dep[token] not in {"conj", "ccomp", "xcomp"} or tree.head[token] == token:
                return None
            token = tree.head[token]
        return None

    def _shared_objects(self, verb: int, own: list[Argument]) -> Iterator[Argument]:
        """Objects that stand elsewhere: "the chips Nvidia sells", "designs and builds chips"."""
        tree = self.tree
        if tree.dep[verb] == "relcl" or tree.dep[verb] in {"ccomp", "xcomp"}:
            pronoun = next(
                (c for c in tree.children[verb] if tree.dep[c] == "dobj" and tree.text[c] in _RELATIVE), None
            )
            noun = self._antecedent(verb)
            bare = (
                tree.dep[verb] == "relcl"
                and pronoun is None
                and not any(a.function is Function.CLAUSE for a in own)
                and not any(tree.text[t] in _RELATIVE or tree.tag[t] == "WRB" for t in tree.children[verb])
                and any(tree.dep[c] == "nsubj" for c in tree.children[verb])
            )
            if noun is not None and bare:
                yield Argument(Function.OBJECT, noun, None, True)
        elif not own:
            following = next((c for c in tree.children[verb] if tree.dep[c] == "conj"), None)
            if following is not None and following - verb == 2 and tree.pos[following] == "VERB":
                for child in tree.children[following]:
                    if tree.dep[child] == "dobj":
                        for head in self.conjuncts(child):
                            yield Argument(Function.OBJECT, head, None, True)

    def _nominal(self, function: Function, token: int, verb: int, word: str | None = None) -> list[Argument]:
        tree = self.tree
        if tree.text[token] in _RELATIVE and tree.tag[token] != "DT":
            noun = self._antecedent(verb)
            return [Argument(function, noun, word, True)] if noun is not None else []
        return [Argument(function, head, word) for head in self.conjuncts(token)]

    def oblique(self, preposition: int, verb: int, word: str) -> list[Argument]:
        """What stands behind a preposition: noun phrases, gerunds, further prepositions."""
        tree = self.tree
        found: list[Argument] = []
        for child in tree.children[preposition]:
            dep = tree.dep[child]
            if dep == "pobj":
                found += self._nominal(Function.OBLIQUE, child, verb, word)
            elif dep == "pcomp":
                found.append(Argument(Function.CLAUSE, child, word))
            elif dep == "prep":
                found += self.oblique(child, verb, f"{word} {tree.text[child]}")
            elif dep == "conj" and tree.pos[child] == "ADP":
                found += self.oblique(child, verb, tree.text[child])
        return found

    def clause(self, token: int, verb: int) -> Iterator[Argument]:
        """A clause or infinitive with its marker, and what the parser put into it that belongs outside."""
        tree = self.tree
        marker = "bare"
        for child in tree.children[token]:
            if child > token:
                break
            if tree.dep[child] == "mark":
                marker = tree.text[child]
            elif tree.tag[child] == "TO":
                marker = "to"
            elif tree.text[child] == "whether":
                marker = "whether"
        if marker == "bare" and tree.tag[token] == "VBG" and tree.child(token, "aux") is None:
            marker = "ing"
        yield Argument(Function.CLAUSE, token, marker)
        for child in tree.children[token]:
            if tree.dep[child] == "conj" and tree.pos[child] in _VERBAL and marker != "bare":
                yield Argument(Function.CLAUSE, child, marker)
        # "told firms to halt orders" is parsed with "firms" inside the clause; they are whom one told.
        if (
            marker in {"to", "bare", "ing"}
            and tree.lemma[verb] in control("object_control")
            and not self.is_passive(verb)
        ):
            if tree.child(verb, "dobj", "dative") is None and tree.tag[token] in {"VB", "VBG", "VBN"}:
                for child in tree.children[token]:
                    if tree.dep[child] in _SUBJECTS and child < token:
                        for head in self.conjuncts(child):
                            yield Argument(Function.OBJECT, head, None, True)

    def _possessors(self, token: int) -> tuple[int, ...]:
        return self.conjuncts(token)

    def _objects_of(self, preposition: int) -> list[int]:
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
            self.is_passive(verb)
            or self.tree.lemma[verb] in {"be", "seem", "appear", "emerge", "turn", "happen"}
        )

    def conjuncts(self, token: int) -> tuple[int, ...]:
        """The token and the nouns coordinated with it to its right."""
        tree = self.tree
        found = [token]
        for child in tree.children[token]:
            if tree.dep[child] == "conj" and tree.pos[child] not in _VERBAL:
                found += self.conjuncts(child)
        return tuple(found)


@functools.cache
def control_receiving() -> frozenset[str]:
    """The light verbs whose subject receives the noun ("won approval")."""
    return frozenset(rules("control")["light"]["receiving"]["verbs"].split())
