"""All participants of a verb in deep syntax, whatever the surface.

Passives are undone, relative pronouns replaced by what they stand for, and coordinated verbs given what
they share.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.grammar.arguments import Argument, Function
from ingest.grammar.clause_shape import VERBAL
from ingest.grammar.control import control
from ingest.grammar.subjects import RELATIVE, SUBJECTS, Subjects

_TIMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL"})
_MOST_PREPOSITIONS = 3
"""As many prepositions in a row as English strings together ("from out of")."""


class DeepSyntax(Subjects):
    """The arguments of verbs over one tree."""

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
                    function = Function.OBJECT if tree.lemma[verb] in control("copulas") else Function.OBLIQUE
                    rest += self._nominal(
                        function, child, verb, "as" if function is Function.OBLIQUE else None
                    )
            elif dep == "agent":
                for obj in self.objects_of(child):
                    measure = self._is_measure(obj)  # "was cut by 5 percent": nobody did it
                    rest += self._nominal(Function.OBLIQUE if measure else Function.SUBJECT, obj, verb, "by")
            elif dep == "dative":
                if tree.pos[child] == "ADP":
                    for obj in self.objects_of(child):
                        rest += self._nominal(Function.INDIRECT, obj, verb, tree.text[child])
                else:
                    rest += self._nominal(Function.INDIRECT, child, verb)
            elif dep == "prep":
                if passive and tree.text[child] == "by" and self._is_agent(child, verb):
                    for obj in self.objects_of(child):
                        rest += self._nominal(Function.SUBJECT, obj, verb, "by")
                else:
                    rest += self.oblique(child, verb, tree.text[child])
            elif dep in {"xcomp", "ccomp"}:
                rest += self.clause(child, verb)
        function = Function.SUBJECT
        if passive:
            # "was granted a licence", "were told to halt": the surface subject is to whom.
            function = Function.INDIRECT if objects else Function.OBJECT
        found += (Argument(function, head, None, shared) for head in subjects)
        found += rest
        if not passive and not objects:
            found += self._shared_objects(verb, rest)
        return tuple(found)

    def _is_agent(self, preposition: int, verb: int) -> bool:
        """True for "by" before who did it, though the parser saw no agent ("was named a spy by X")."""
        tree = self.tree
        if tree.child(verb, "agent") is not None:
            return False
        return all(
            tree.pos[o] in {"PROPN", "NOUN", "PRON"}
            and not self._is_measure(o)
            and tree.doc[o].ent_type_ not in _TIMES
            for o in self.objects_of(preposition)
        )

    def _is_measure(self, token: int) -> bool:
        """True for "5 percent", "half", "10,000"."""
        tree = self.tree
        if tree.tag[token] == "CD" or tree.text[token] in {"half", "third", "quarter", "fifth"}:
            return True
        return tree.lemma[token] in control("measures") and tree.child(token, "nummod") is not None

    def _shared_objects(self, verb: int, own: list[Argument]) -> Iterator[Argument]:
        """Objects that stand elsewhere: "the chips Nvidia sells", "designs and builds chips"."""
        tree = self.tree
        if tree.dep[verb] == "relcl" or tree.dep[verb] in {"ccomp", "xcomp"}:
            pronoun = next(
                (c for c in tree.children[verb] if tree.dep[c] == "dobj" and tree.text[c] in RELATIVE), None
            )
            noun = self.antecedent(verb)
            bare = (
                tree.dep[verb] == "relcl"
                and pronoun is None
                and not any(a.function is Function.CLAUSE for a in own)
                and not any(tree.text[t] in RELATIVE or tree.tag[t] == "WRB" for t in tree.children[verb])
                and any(tree.dep[c] == "nsubj" for c in tree.children[verb])
            )
            if noun is not None and bare:
                stranded = self._stranded(verb)
                if stranded is None:
                    yield Argument(Function.OBJECT, noun, None, True)
                elif not any(a.preposition == tree.text[stranded] for a in own):
                    yield Argument(Function.OBLIQUE, noun, tree.text[stranded], True)
                return
        if not own:
            following = next((c for c in tree.children[verb] if tree.dep[c] == "conj"), None)
            if following is not None and following - verb == 2 and tree.pos[following] == "VERB":
                for child in tree.children[following]:
                    if tree.dep[child] == "dobj":
                        for head in self.conjuncts(child):
                            yield Argument(Function.OBJECT, head, None, True)

    def _stranded(self, verb: int) -> int | None:
        """The preposition that takes up what the clause describes: "the ban (that) they asked for"."""
        tree = self.tree
        for child in tree.children[verb]:
            if child > verb and tree.dep[child] == "prep" and tree.pos[child] == "ADP":
                behind = [o for o in tree.children[child] if tree.dep[o] != "punct"]
                if all(o < verb and tree.text[o] in RELATIVE for o in behind):
                    return child
        return None

    def _nominal(self, function: Function, token: int, verb: int, word: str | None = None) -> list[Argument]:
        tree = self.tree
        if tree.text[token] in RELATIVE and tree.tag[token] != "DT":
            noun = self.antecedent(verb)
            return [Argument(function, noun, word, True)] if noun is not None else []
        return [Argument(function, head, word) for head in self.conjuncts(token)]

    def oblique(self, preposition: int, verb: int, word: str, depth: int = 0) -> list[Argument]:
        """What stands behind a preposition: noun phrases, gerunds, further prepositions."""
        tree = self.tree
        found: list[Argument] = []
        for child in tree.children[preposition]:
            dep = tree.dep[child]
            if dep == "pobj":
                if f"{word}:{tree.text[child]}" not in control("turns"):
                    found += self._nominal(Function.OBLIQUE, child, verb, word)
            elif dep == "pcomp":
                found.append(Argument(Function.CLAUSE, child, word))
            elif depth == _MOST_PREPOSITIONS:
                continue
            elif dep == "prep":
                found += self.oblique(child, verb, f"{word} {tree.text[child]}", depth + 1)
            elif dep == "conj" and tree.pos[child] == "ADP":
                found += self.oblique(child, verb, tree.text[child], depth + 1)
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
            if tree.dep[child] == "conj" and tree.tag[child] == tree.tag[token] and marker != "bare":
                yield Argument(Function.CLAUSE, child, marker)
        if tree.pos[token] not in VERBAL and tree.child(token, "aux", "cop") is None:
            # "declared the levy illegal": the subject of the small clause is what is declared.
            for child in tree.children[token]:
                if tree.dep[child] in SUBJECTS and child < token:
                    for head in self.conjuncts(child):
                        yield Argument(Function.OBJECT, head, None, True)
            return
        # "told firms to halt orders" is parsed with "firms" inside the clause; they are whom one told.
        if (
            marker in {"to", "bare", "ing"}
            and tree.lemma[verb] in control("object_control")
            and not self.is_passive(verb)
            and tree.child(verb, "dobj", "dative") is None
            and tree.tag[token] in {"VB", "VBG", "VBN"}
        ):
            for child in tree.children[token]:
                if tree.dep[child] in SUBJECTS and child < token:
                    for head in self.conjuncts(child):
                        yield Argument(Function.OBJECT, head, None, True)
