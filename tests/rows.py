#!/usr/bin/env python3
"""Counts the TAP rows of all tests in meson's testlog.json, shows the failed ones, closes with the sum.

The second argument is how many steps before the tests failed. A test that crashed, ran out of time or printed no row counts as one failed row, so nothing hides.
"""
import json
import re
import sys

ROW = re.compile(r"^(not )?ok\b(.*)", re.M)


def failed_rows(output):
    """The failing rows, each with the '#' lines that say why."""
    lines = output.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("not ok") and "# TODO" not in line:
            yield line
            for why in lines[number + 1 :]:
                if not why.startswith("#"):
                    break
                yield "    " + why


def main(path, failed_before):
    passed = skipped = 0
    failed = int(failed_before)
    try:
        with open(path, encoding="utf-8", errors="replace") as log:
            tests = [json.loads(line) for line in log]
    except OSError:
        tests = []
    for test in tests:
        output = test.get("stdout", "")
        rows = ROW.findall(output)
        bad = sum(1 for no, rest in rows if no and "# TODO" not in rest)
        skips = sum(1 for _, rest in rows if "# SKIP" in rest.upper())
        passed += len(rows) - bad - skips
        skipped += skips
        if test["result"] == "SKIP":
            reason = re.search(r"#\s*SKIP\s*(.*)", output, re.I)
            print(f"-- {test['name']}: skipped{': ' + reason[1] if reason else ''}")
        ended_badly = test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL")
        if ended_badly and not bad:
            bad = 1
        failed += bad
        if ended_badly:
            print(f"\n-- {test['name']}: {test['result'].lower()}")
            print("\n".join(failed_rows(output)))
            if test.get("stderr"):
                print("\n".join(test["stderr"].splitlines()[-60:]))
    if not tests:
        print("no test ran")
        failed += 1
    if skipped:
        print(f"{skipped} rows skipped, because a tool that they need is not here")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
