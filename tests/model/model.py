#!/usr/bin/env python3
"""negotiation.pml, walked through by spin: its rows are those of the life-cycle table, it holds in every state that can
be reached, and each bad copy, which lacks one rule, is found out. TAP.

    model.py --rows ROWS      compares the rows; the program ROWS prints the table (rows.c)
    model.py --walk COMPILER  walks; COMPILER makes spin's walk a program
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MODEL = os.path.join(HERE, "negotiation.pml")
ROW = re.compile(r"\bROW (\S+) (\S+): (\S+) -> (\w+)")

# copy → what is lost without its rule
BAD_COPIES = {
    "SILENCE": "a plan is offered before those who must be asked have said yes (§11)",
    "VOTE": "a vote on a superseded plan or result counts (§11)",
    "OTHER_VOTE": "a vote on the result counts as one on ending the negotiation (T23)",
    "TOKEN": "an answer whose token names a superseded version counts (§10)",
    "DATE": "an answer without token counts though it was written before the question (§10, §18)",
    "QUESTION": "an answer to the plan counts as satisfaction (§12)",
    "UNASKED": "a plan is carried out without the learner's word (T14)",
    "SPLIT": "a case that was merged and split has a plan open that nobody waits for (T06)",
    "TWO_ARE_ENOUGH": "FEEDBACK is met when two of the three were told (T19)",
    "LATE_LETTER": "FEEDBACK is met by a letter about a result that was sent back (T19)",
    "CLOSE": "a case is closed without effect checks (T25)",
    "NO_TELEPHONE": "a silent learner is a dead end (T16)",
    "NO_SECOND_LETTER": "a learner whose mailbox was full for a while is a dead end (T19)",
    "NO_DECISION": "the last round is a dead end when the supervisors need not decide (T20, T23)",
}

rows = failures = 0


def check(good, label, why=()):
    global rows, failures
    rows += 1
    failures += not good
    print(f"{'ok' if good else 'not ok'} {rows} - {label}")
    for line in () if good else why:
        print(f"# {line}")
    sys.stdout.flush()


# ---- the model's rows and the table's ----


def states_named(text):
    """The states of the model, in the order of its list: from the ends to the beginning."""
    return re.search(r"mtype:state = \{([^}]*)\}", text)[1].replace(",", " ").split()


def rows_of_model(text):
    states = states_named(text)
    ends = set("closed merged withdrawn external".split())
    groups = {
        "any": states,
        "open": [state for state in states if state not in ends],
        "work": [state for state in states if state not in ends and state not in ("triage", "accepted")],
    }
    for number, event, sources, target in ROW.findall(text):
        for source in groups.get(sources) or sources.split(","):
            yield number, event, source, target


def compare(text, program):
    known = set(states_named(text))
    left_out = set(" ".join(re.findall(r"LEFT OUT ([^:]*):", text)).split())
    model = set(rows_of_model(text))
    events = {event for _, event, _, _ in model}
    printed = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    table = {tuple(line.split()) for line in printed.splitlines()}
    table = {row for row in table if row[2] in known and row[1] not in left_out}
    # What moves nothing and is no vote or answer of the model cannot break what it shows.
    aside = {row[1] for row in table if row[1] not in events and row[3] == "stays"}
    table = {row for row in table if row[1] in events or row[3] != "stays"}
    shown = "{0[0]} {0[1]}: {0[2]} -> {0[3]}".format
    check(
        not table ^ model,
        f"the model and the life-cycle table have the same {len(table)} rows",
        [f"only in workflow/step/step.c: {shown(row)}" for row in sorted(table - model)]
        + [f"only in negotiation.pml: {shown(row)}" for row in sorted(model - table)],
    )
    print(f"# events that stay where they are and are not in the model: {' '.join(sorted(aside))}")


# ---- walking ----


def walk(compiler, *options):
    """What spin's walk says about the model or one of its copies; raises when there is no walk at all."""
    with tempfile.TemporaryDirectory() as folder:

        def run(*command):
            return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)

        for command in (["spin", "-a", *options, MODEL], [compiler, "-O0", "-w", "-DSAFETY", "-DNOREDUCE", "-o", "pan", "pan.c"]):
            done = run(*command)
            if done.returncode:
                raise RuntimeError(f"{' '.join(command)}: {done.stdout}{done.stderr}")
        return run("./pan", "-m100000").stdout


def held(said):
    """The number of states when all were walked and nothing was found, else 0."""
    whole = "errors: 0" in said and "Search not completed" not in said and "max search depth too small" not in said
    found = re.search(r"(\d+) states, stored", said)
    return int(found[1]) if whole and found else 0


def walk_all(text, compiler):
    said = walk(compiler)
    check(held(said) > 10000, "every property holds in every state of the model", said.splitlines())
    print(f"# {held(said)} states, all of them walked")
    for copy, lost in BAD_COPIES.items():
        said = walk(compiler, f"-DBAD_{copy}")
        check("assertion violated" in said and "errors: 1" in said, f"spin finds out: {lost}", said.splitlines())
    unknown = set(re.findall(r"BAD_(\w+)", text)) - set(BAD_COPIES)
    check(not unknown, "every bad copy has its row here", sorted(unknown))


def main(what, program):
    with open(MODEL, encoding="utf-8") as file:
        text = file.read()
    if what == "--rows":
        compare(text, program)
    elif shutil.which("spin"):
        walk_all(text, program)
    else:
        print("1..0 # SKIP spin is not installed")
        return 0
    print(f"1..{rows}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
