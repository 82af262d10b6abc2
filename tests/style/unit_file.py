#!/usr/bin/env python3
"""The unit file keeps the service shut in: systemd's own score of it, and the lines that tests rely on.

Argument: the unit file as it will be installed.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

from tap import check, done, skip

MOST = 1.1  # systemd-analyze's exposure, 0 (none) to 10; what is left is the network that mail needs

label = f"systemd-analyze security gives the unit an exposure of at most {MOST}"
if shutil.which("systemd-analyze"):
    run = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", sys.argv[1]], capture_output=True, text=True
    )
    found = re.search(r"exposure level.*: ([\d.]+)", run.stdout)
    score = float(found[1]) if found else None
    wrong = [] if score is not None and score <= MOST else [f"exposure {score}", *run.stderr.splitlines()]
    check(label, wrong + ([line for line in run.stdout.splitlines() if line.startswith("✗")] if wrong else []))
else:
    skip(label, "systemd-analyze is not installed")

with open(sys.argv[1], encoding="utf-8") as unit:
    lines = unit.read().splitlines()

label = "systemd-analyze verify has nothing to say"
if shutil.which("systemd-analyze"):
    # What it starts is not installed here.
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "complaintd.service")
        with open(copy, "w", encoding="utf-8") as unit:
            unit.write(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", "\n".join(lines), flags=re.M) + "\n")
        run = subprocess.run(["systemd-analyze", "verify", "--man=no", copy], capture_output=True, text=True)
    check(label, (run.stdout + run.stderr).splitlines() + ([f"exit {run.returncode}"] if run.returncode else []))
else:
    skip(label, "systemd-analyze is not installed")
for need in ("StateDirectory=complaintd", "User=complaintd", "UMask=0077", "SystemCallFilter=seccomp"):
    check(f"the unit says {need}", [] if need in lines else ["it does not"])
check("no mark of the template is left", [line for line in lines if re.search(r"@\w+@", line)])
done()
