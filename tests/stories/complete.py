#!/usr/bin/env python3
"""Is there a story of every letter and of every refusal? TAP.

told.tsv names one for each: where to read how that letter comes about, or what a person hears who is refused so. This
program holds the table to the templates (a new letter or refusal wants its row), and each row to its story: the letter
goes out in it, or a receipt in it says words of that refusal's sentence and of no other's. A story of "-" means that
nobody is ever told so by mail; the row says why.
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
LETTERS = os.path.join(ROOT, "templates", "zh-CN")
LEAST = 4  # characters that tell one sentence from another
rows = 0
failures = 0


def check(good, label, details=()):
    global rows, failures
    rows += 1
    failures += not good
    print(f"{'ok' if good else 'not ok'} {rows} - {label}")
    if not good:
        for detail in details:
            print(f"# {detail}")


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def squeezed(text):
    return re.sub(r"\s+", "", text)


def table():
    """(what, name, story, why) of each line that is no comment."""
    for line in read(HERE, "told.tsv").splitlines():
        if line and not line.startswith("#"):
            yield (line.split("\t") + ["", ""])[:4]


def with_parts(text):
    """A story's lines, and those of the parts that it uses."""
    used = re.findall(r"^use (\S+)", text, re.M)
    return "\n".join([text] + [with_parts(read(HERE, part)) for part in used])


def sends(text, letter):
    return re.search(rf"^letters? {letter} ", text, re.M) is not None


def of_receipts(text):
    """What the story reads in its receipts."""
    letter = ""
    for line in text.splitlines():
        words = line.split()
        if words and line[0] not in " #":
            letter = words[1] if words[0].startswith("letter") else ""
        elif letter == "M23" and words and words[0] == "says":
            yield squeezed(line.split("says ", 1)[1])


def says(text, name, sentences):
    """Words in a receipt that stand in this refusal's sentence alone."""
    for words in of_receipts(text):
        if len(words) >= LEAST and [other for other, sentence in sentences.items() if words in sentence] == [name]:
            return True
    return False


def main():
    letters = {name[: -len(".mustache")] for name in os.listdir(LETTERS) if re.match(r"M\d", name)}
    sentences = dict(re.findall(r"^refusal\.([\w-]+) = (.*)$", read(LETTERS, "phrases.mustache"), re.M))
    sentences = {name: squeezed(sentence) for name, sentence in sentences.items()}
    played = set(re.findall(r"'stories/([\w-]+)\.story'", read(ROOT, "tests", "meson.build")))
    told = list(table())
    names = [(what, name) for what, name, _, _ in told]
    wanted = {("letter", name) for name in letters} | {("refusal", name) for name in sentences}
    written = {name[: -len(".story")] for name in os.listdir(HERE) if name.endswith(".story")}

    check(written == played, "every story is played", sorted(written ^ played))
    check(wanted == set(names), "every letter and every refusal has its row", sorted(wanted ^ set(names)))
    check(len(names) == len(set(names)), "and only one")
    for what, name, story, why in told:
        label = f"{what} {name}: {story}"
        if story == "-":
            check(why, label, ["it needs a reason"])
        elif story not in written:
            check(False, label, ["there is no such story"])
        elif what == "letter":
            check(sends(with_parts(read(HERE, f"{story}.story")), name), label, ["it never goes out there"])
        else:
            check(says(read(HERE, f"{story}.story"), name, sentences), label, ["nobody is told so there"])
    print(f"1..{rows}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
