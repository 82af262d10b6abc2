#!/usr/bin/env python3
"""One mistake at a time in workflow/: do the unit tests notice? TAP.

    tests/mutation.py [--sample N] [--seed N] [--files GLOB…] [--at-least PERCENT] [--again] [--list]

A mutant is one file with one small change: a comparison turned, a limit off by one, a condition negated, a statement
left out, a name of an enum swapped, a guard, condition, effect, letter or role taken out of the life-cycle table. (What
only frees memory stays: to miss it is the leak sanitizer's part.) Only that file is compiled (-O0, no sanitizers, in
build/mutation), linked before the library so that it takes its member's place, and the unit programs that need nothing
but workflow/ and parser/ run until the first one fails: killed. What all of them let pass has survived, unless the
optimiser makes the very same code of it: then it is no change at all.

Without --sample all mutants are tried, which takes hours. Verdicts are kept in build/mutation/verdicts.tsv, so a run
that was stopped goes on where it was; --again tries the survivors once more. --list only counts what there is.
"""
import argparse
import fnmatch
import hashlib
import json
import os
import random
import re
import resource
import shlex
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.path.join(ROOT, "build", "mutation")
VERDICTS = os.path.join(BUILD, "verdicts.tsv")
LEAST_OF_A_FILE = 3  # mutants of each file in a sample
MEMORY = 4 << 30  # bytes: a mutant may allocate for ever

# ---- the text of a file, and what may be changed in it ----

SWAPS = {
    "<": ["<="], "<=": ["<"], ">": [">="], ">=": [">"], "==": ["!="], "!=": ["=="],
    "&&": ["||"], "||": ["&&"], "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"],
    "&": ["|"], "|": ["&"], "+=": ["-="], "-=": ["+="], "|=": ["&="],
}  # fmt: skip
BINARY = re.compile(r"(?<= )(<=|>=|==|!=|&&|\|\||\+=|-=|\|=|[<>+*/%&|-])(?= )")
NUMBER = re.compile(r"(?<![\w.\"'])(\d+)(?![\w.\"'])")
COUNTING = re.compile(r"\+\+|--")
CONDITION = re.compile(r"\b(?:if|while) (\()")
STATEMENT = re.compile(r"^\t+(?!return\b|else\b|case\b|default\b|goto\b|g_auto|g_assert|g_free\b|g_clear_pointer\b|\w+_(?:free|unref)\b)[\w>.\[\]*() -]*?(?:\(.*\)| [-+|&]?= .*|\+\+|--|break|continue);$")
DECLARATION = re.compile(r"^\t+(?:const |static |unsigned |struct )*[A-Za-z_]\w* (?:\*|\w+( = |;|\[|,))")
FAMILIES = "STATE EVENT LETTER ROLE CLOCK REFUSAL TO RUNG VOTE PLAN ANSWER SATISFACTION ENTRY TRIAGE UNIT DAY FIELD QUESTION".split()
NAME = re.compile(r"\b(?:" + "|".join(FAMILIES) + r")_[A-Z0-9_]+\b")
TABLE_FUNCTION = re.compile(r"\b(?:guard|when|effect|deadline)_\w+")
TABLE_LETTER = re.compile(r"\{ LETTER_[^{}]*\}")
TABLE_THEN = re.compile(r"(?<=\}, )EVENT_(?!NONE)\w+")
TABLE_ALTERNATIVE = re.compile(r"(\w+(?:\(\w+\))?) \| | \| (\w+(?:\(\w+\))?)")


class Mutant:
    """`text` in place of bytes start..end of a file."""

    def __init__(self, path, source, start, end, text, what):
        self.path, self.start, self.end, self.text, self.what = path, start, end, text, what
        self.source = source  # as it was when the places were counted
        self.line = source.count("\n", 0, start) + 1
        before = source[source.rfind("\n", 0, start) + 1 : source.find("\n", end)]
        self.key = "\t".join([path, hashlib.sha1(source.encode()).hexdigest()[:12], f"{start}-{end}", text])
        self.sight = " ".join(before.split())[:100]

    def __str__(self):
        return f"{self.path}:{self.line}: {self.what} in: {self.sight}"


def code_only(source):
    """The source with comments, strings, characters and preprocessor lines blanked: the same length."""
    token = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|^#(?:\\\n|[^\n])*", re.S | re.M)
    return token.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)


def closing(code, start):
    """Where the bracket that opens at `start` closes."""
    depth = 0
    for i in range(start, len(code)):
        depth += (code[i] == "(") - (code[i] == ")")
        if not depth:
            return i
    return None


def table_span(code):
    """Of the life-cycle table; (0, 0) where there is none."""
    start = code.find("static const Rule rules[] = {")
    return (start, code.find("\n};", start)) if start >= 0 else (0, 0)


def table_mutants(path, source, code, span):
    def make(found, text, what):
        return Mutant(path, source, found.start(), found.end(), text, what)

    for pattern, text, what in (
        (TABLE_FUNCTION, "NULL", "%s taken out"),
        (TABLE_LETTER, "{ LETTER_NONE, 0, NULL }", "letter %s taken out"),
        (TABLE_THEN, "EVENT_NONE", "what follows, %s, taken out"),
        (TABLE_ALTERNATIVE, "", "%s taken out"),
    ):
        for found in pattern.finditer(code, *span):
            yield make(found, text, what % found[0].strip())


def swapped_name(names, name, dice):
    family = name.split("_")[0]
    others = [other for other in names if other.split("_")[0] == family and other != name]
    return dice.choice(others) if others else None


def word_mutants(path, source, code, span):
    """Operators, numbers and names, outside the life-cycle table but for its names."""
    names = sorted(set(NAME.findall(code)))
    for found in NAME.finditer(code):
        dice = random.Random(f"{path}{found.start()}{found[0]}")
        if found[0] == "EVENT_NONE" and span[0] <= found.start() < span[1]:
            continue  # what would follow there is refused in that state
        other = swapped_name(names, found[0], dice)
        if other and not found[0].endswith("_COUNT") and code[found.start() - 1] != "[":
            yield Mutant(path, source, *found.span(), other, f"{found[0]} → {other}")
    for pattern, choices in (
        (BINARY, lambda word: SWAPS[word]),
        (NUMBER, lambda word: [str(int(word) + 1)] + ([str(int(word) - 1)] if int(word) else [])),
        (COUNTING, lambda word: ["--" if word == "++" else "++"]),
    ):
        for found in pattern.finditer(code):
            if span[0] <= found.start() < span[1]:
                continue
            for text in choices(found[0]):
                yield Mutant(path, source, *found.span(), text, f"{found[0]} → {text}")


def line_mutants(path, source, code):
    """Conditions negated, statements left out."""
    for found in CONDITION.finditer(code):
        end = closing(code, found.start(1))
        if end:
            inside = source[found.start(1) + 1 : end]
            yield Mutant(path, source, found.start(1) + 1, end, f"!({inside})", "condition negated")
    offset = 0
    for line in code.splitlines(True):
        bare = line.rstrip("\n")
        if STATEMENT.match(bare) and not DECLARATION.match(bare):
            start = offset + len(bare) - len(bare.lstrip("\t"))
            yield Mutant(path, source, start, offset + len(bare), ";", "left out")
        offset += len(line)


def mutants_of(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        source = file.read()
    code = code_only(source)
    span = table_span(code)
    seen = set()
    for mutant in [*table_mutants(path, source, code, span), *word_mutants(path, source, code, span), *line_mutants(path, source, code)]:
        place = (mutant.start, mutant.end, mutant.text)
        if place not in seen and source[mutant.start : mutant.end] != mutant.text:
            seen.add(place)
            yield mutant


def draw(by_file, size, seed):
    """`size` mutants, each file by its share but some of every one; always the same for one seed."""
    total = sum(map(len, by_file.values()))
    drawn = []
    for path, mutants in sorted(by_file.items()):
        share = max(LEAST_OF_A_FILE, round(size * len(mutants) / total)) if size else len(mutants)
        drawn += random.Random(f"{seed}{path}").sample(mutants, min(share, len(mutants)))
    random.Random(seed).shuffle(drawn)
    return drawn


# ---- building and running ----


def sh(command, **options):
    return subprocess.run(command, cwd=BUILD, stdin=subprocess.DEVNULL, capture_output=True, **options)


class Program:
    """A unit program: how it is linked, and how long it takes."""

    def __init__(self, name):
        self.name = name
        self.kills = {}  # path → how often it was the one that noticed
        line = sh(["ninja", "-t", "commands", f"tests/test-{name}"], text=True, check=True).stdout.splitlines()[-1]
        self.link = shlex.split(line)
        self.seconds = 60.0

    def link_with(self, objects):
        command = list(self.link)
        at = command.index("-o")
        command[at : at + 2] = ["-o", "mutant/test", *objects]
        return sh(command).returncode == 0

    def passes(self):
        """False too when it takes far longer than it did unharmed."""

        def limits():
            seconds = int(self.seconds * 4) + 2
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        try:
            done = subprocess.run(
                [os.path.join(BUILD, "mutant", "test")], cwd=ROOT, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limits,
                timeout=600, env=dict(os.environ, G_DEBUG="fatal-criticals"),
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    def measure(self):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        if not self.link_with([]) or not self.passes():
            sys.exit(f"test-{self.name} fails without any mutant")
        self.seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def program_names():
    """Those of tests/meson.build that are linked with workflow/, and with nothing that is slow to link."""
    with open(os.path.join(ROOT, "tests", "meson.build"), encoding="utf-8") as file:
        for name, libraries in re.findall(r"^    '(\w+)': \[([^\]]*)\],$", file.read(), re.M):
            if "workflow" in libraries.split(", ") and "daemon" not in libraries.split(", "):
                yield name


def prepare():
    if not os.path.exists(os.path.join(BUILD, "build.ninja")):
        subprocess.run(
            ["meson", "setup", BUILD, "-Doptimization=0", "-Ddebug=false"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
    names = list(program_names())
    subprocess.run(["ninja", "-C", BUILD, *[f"tests/test-{name}" for name in names]], check=True, stdout=subprocess.DEVNULL)
    os.makedirs(os.path.join(BUILD, "mutant", "workflow"), exist_ok=True)
    programs = [Program(name) for name in names]
    for program in programs:
        program.measure()
    with open(os.path.join(BUILD, "compile_commands.json"), encoding="utf-8") as file:
        commands = {os.path.relpath(os.path.join(BUILD, row["file"]), ROOT): row["command"] for row in json.load(file)}
    return programs, commands


def compile_file(command, source, output, *options):
    words = [word for word in shlex.split(command) if word != "ccache"]
    words[words.index("-o") + 1] = output
    words[words.index("-c") + 1] = source
    for flag in ("-MF", "-MQ"):
        del words[words.index(flag) : words.index(flag) + 2]
    return sh([*words, "-w", *options]).returncode == 0


def is_same_code(command, path):
    """The optimiser makes one and the same of both."""
    digests = []
    for source in (os.path.join(ROOT, path), os.path.join("mutant", path)):
        if not compile_file(command, source, "mutant/same.s", "-O2", "-S", "-g0", "-DG_DISABLE_ASSERT"):
            return False
        with open(os.path.join(BUILD, "mutant", "same.s"), encoding="utf-8") as file:
            digests.append(re.sub(r"^\t\.file.*\n", "", file.read(), flags=re.M))
    return digests[0] == digests[1]


def judge(mutant, programs, command):
    """(verdict, the program that noticed or "")"""
    copy = os.path.join(BUILD, "mutant", mutant.path)
    with open(copy, "w", encoding="utf-8") as file:
        file.write(mutant.source[: mutant.start] + mutant.text + mutant.source[mutant.end :])
    if not compile_file(command, os.path.join("mutant", mutant.path), "mutant/mutant.o"):
        return "stillborn", ""
    programs = sorted(programs, key=lambda p: (-p.kills.get(mutant.path, 0) / (p.seconds + 0.05), p.seconds))
    for program in programs:
        if not program.link_with(["mutant/mutant.o"]) or not program.passes():
            program.kills[mutant.path] = program.kills.get(mutant.path, 0) + 1
            return "killed", program.name
    return ("same", "") if is_same_code(command, mutant.path) else ("survived", "")


# ---- the run ----


def read_verdicts(again):
    verdicts = {}
    if os.path.exists(VERDICTS):
        with open(VERDICTS, encoding="utf-8") as file:
            for line in file:
                *key, verdict = line.rstrip("\n").split("\t")
                verdicts["\t".join(key)] = verdict
    return {key: verdict for key, verdict in verdicts.items() if not (again and verdict == "survived")}


def progress(done, total, counts, begun):
    if not sys.stderr.isatty():
        return
    left = (time.monotonic() - begun) / max(done, 1) * (total - done)
    bar = "█" * (30 * done // total)
    said = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    sys.stderr.write(f"\r\033[K{bar:30} {done}/{total}, {left / 60:.0f} min left; {said}")
    if done == total:
        sys.stderr.write("\n")


def run(drawn, options):
    known = read_verdicts(options.again)
    counts = {"killed": 0, "survived": 0, "same": 0, "stillborn": 0}
    programs, commands = prepare()
    begun = time.monotonic()
    with open(VERDICTS, "a", encoding="utf-8") as file:
        for number, mutant in enumerate(drawn, 1):
            verdict, witness = known.get(mutant.key), "earlier"
            if not verdict:
                verdict, witness = judge(mutant, programs, commands[mutant.path])
                file.write(f"{mutant.key}\t{verdict}\n")
                file.flush()
            counts[verdict] += 1
            if verdict in ("killed", "survived"):
                print(f"# {verdict} {mutant}{f' ({witness})' if witness and verdict == 'killed' else ''}", flush=True)
            progress(number, len(drawn), counts, begun)
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="so many, some of every file")
    parser.add_argument("--seed", default="1", metavar="N", help="draws another sample")
    parser.add_argument("--files", default=["*"], nargs="+", metavar="GLOB", help="only files whose name matches")
    parser.add_argument("--at-least", type=float, default=90, metavar="PERCENT", help="killed, or the row fails")
    parser.add_argument("--again", action="store_true", help="try earlier survivors again")
    parser.add_argument("--list", action="store_true", help="count the mutants of each file")
    options = parser.parse_args()
    rooms = os.path.join(ROOT, "workflow")
    files = sorted(os.path.relpath(os.path.join(room, name), rooms) for room, _, names in os.walk(rooms) for name in names if name.endswith(".c"))
    by_file = {f"workflow/{name}": list(mutants_of(f"workflow/{name}")) for name in files if any(fnmatch.fnmatch(os.path.basename(name), glob) for glob in options.files)}
    if options.list:
        for path, mutants in by_file.items():
            print(f"{len(mutants):6} {path}")
        print(f"{sum(map(len, by_file.values())):6} in all")
        return 0
    counts = run(draw(by_file, options.sample, options.seed), options)
    tried = counts["killed"] + counts["survived"]
    share = 100 * counts["killed"] / max(tried, 1)
    good = tried and share >= options.at_least
    print(f"# {counts['same']} made the same code, {counts['stillborn']} did not compile: not counted")
    print(f"{'ok' if good else 'not ok'} 1 - at least {options.at_least:g} % of the mutants of workflow/ are noticed")
    print(f"# {counts['killed']} of {tried}: {share:.1f} %")
    print("1..1")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
