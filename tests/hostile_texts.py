"""Texts that a reader of news does not expect: noise that says nothing, and shapes that strain every rule.

`NOISE` holds no verb of ours, so no claim may come of it. `shapes` puts real sentences into odd dress.
"""

from __future__ import annotations

import random

SENTENCE = (
    "Norland's trade ministry approved the sale of 400 turbines to Tidewater Energy on Monday, "
    "two officials said."
)

NOISE = {
    "nothing": "",
    "a blank": " ",
    "line breaks": "\n\r\n\n\r",
    "one stop": ".",
    "stops": ". . . .",
    "a quotation mark": '"',
    "a table": "Firm | 2030 | 2031\nTidewater | 400 | 500\nQuill | 3.5% | $4bn\n" * 8,
    "columns": "Tidewater\t400\t500\nQuill\t3%\t4\n" * 8,
    "figures": " ".join(str(number * number) for number in range(150)),
    "one long number": "1234567890" * 60,
    "a number past all counting": "9" * 300 + " 1e999 -0 0.0000000001% 1.1.1.1 1,2,3,4 ½ ² ① Ⅳ ٣ ४ 百",
    "dates that are none": "2026-13-45 0000-00-00 99999-99-99 31 February 2026 Q9 2026 FY99999 0 May 2026",
    "emoji": "🚀🚀 👩‍👩‍👧‍👦 🇳🇴 ☎️ ✅ " * 10,
    "characters of other planes": "𝒩𝑜𝓇𝓁𝒶𝓃𝒹 𐍈 𝟘𝟙𝟚 🀄 \U000e0041\U000e0042 " * 10,
    "letters under heaps of accents": "a\u0301\u0302\u0303\u0304" * 60,
    "letters that change length": "İ ß ﬁ ŉ ǰ ΐ " * 20,
    "nothing but brackets": "([{<" * 200,
    "nothing but quotation marks": '"“‘' * 200,
    "nothing but dashes": "— – -- " * 100,
    "nothing but commas": ", " * 300,
    "controls": "".join(map(chr, [*range(32), *range(127, 160)])),
    "marks of direction": "\u202e\u202d\u2066\u2069\u202c\u200f" * 30,
    "marks without width": "\ufeff\u200b\u200d\u2060\u00ad" * 30,
    "half a character": "\ud83d \udc00 \ud800\ud800",
    "script": '<script>alert("x")</script><img src=x onerror=alert(1)>&nbsp;&amp;' * 4,
    "markdown": "# \n---\n| a | b |\n|---|---|\n> **x** `y`\n" * 5,
    "code": '#include <stdio.h>\nint main() { return x == 3 ? f(y) : g["z"]; }\n' * 5,
    "a line without blanks": "x" * 30_000,
    "an address": "https://x.example/" + "a/" * 200,
    "addresses": "a@b.example " * 50,
}


def shapes(sentence: str = SENTENCE) -> dict[str, str]:
    """The sentence in odd dress."""
    clause = sentence[:-1]
    return {
        "all capitals": f"{sentence.upper()} {sentence.upper()}",
        "list": f"- {sentence}\n* {sentence}\n1. {sentence}\n2) {sentence}\n\u2022 {sentence}",
        "transcript": f"MR SMITH: {sentence}\nMS JONES: When? Where?\nMR SMITH: {sentence}\n" * 4,
        "emoji between": f"🚀🚀 {sentence} 👩‍👩‍👧‍👦🇳🇴 {sentence}🚀",
        "astral names": sentence.replace("Norland", "𝒩𝑜𝓇𝓁𝒶𝓃𝒹") + " " + sentence,
        "chinese between": f"中国政府批准了芯片的销售。{sentence}中国政府批准了芯片的销售。",
        "arabic between": f"وافقت الحكومة على بيع الرقائق {sentence}",
        "accents": sentence.replace("i", "i\u0307\u0301"),
        "quotes that never close": f'"{sentence} “{sentence} ‘{sentence}\n"{sentence}',
        "nested quotes": "“‘“‘".join([sentence] * 6),
        "a thousand brackets": "(" * 1000 + sentence + ")" * 300,
        "a thousand quotation marks": '"' * 1000 + sentence,
        "old wire quotes": "``" * 200 + sentence + "''" * 200,
        "carriage returns": f"{sentence}\r\n\r\n{sentence}\r{sentence}",
        "byte order marks": f"\ufeff{sentence}\ufeff{sentence}",
        "other line ends": f"{sentence}\u2028{sentence}\u2029{sentence}\x85{sentence}\x0b{sentence}\x0c",
        "half characters": f"\ud800{sentence}\udc00 \ud83d{sentence}",
        "zero bytes": f"\0{sentence}\0\0{sentence}",
        "marks of direction": f"\u202e{sentence}\u202c {sentence}",
        "odd blanks": sentence.replace(" ", "\u00a0") + "\n" + sentence.replace(" ", "\u200b"),
        "html": f"<p>{sentence}</p><br/><script>{sentence}</script>",
        "markdown": f"# {sentence}\n> {sentence}\n**{clause}**\n[{clause}](https://x.example/y?z=a#b)",
        "semicolons": f"{clause}; " * 20,
        "a sentence without end": " and ".join(
            f"the ministry approved the sale of chips to firm number {number}" for number in range(40)
        ),
        "voices in voices": "Norland said " * 60 + sentence,
        "nouns in nouns": "the approval of " * 80 + "the sale",
        "sums upon sums": "$5 billion to $6 billion or 3% of 400 very " * 20,
        "times upon times": "by next Monday May March last year in 2031 " * 20,
    }


def long_sentence(words: int, chance: random.Random) -> str:
    """One sentence of so many words, of clauses that each say something."""
    agents = ("the trade ministry", "Tidewater Energy", "the regulator", "Anna Berg", "Quill")
    deeds = ("approved the sale of turbines", "banned exports to Norland", "ordered 400 chips", "met Quill")
    links = ("and", "which", "because", "while", "after", ", but", "although", ";")
    pieces: list[str] = []
    while sum(piece.count(" ") + 1 for piece in pieces) < words:
        pieces.append(f"{chance.choice(agents)} {chance.choice(deeds)} {chance.choice(links)}")
    return " ".join(pieces) + " nobody objected."
