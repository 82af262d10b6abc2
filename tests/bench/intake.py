#!/usr/bin/python3
"""Durable intake beside mbsync, in one run: the same mailbox on the lab's Dovecot, taken in by complaintd (case, events,
acknowledgement queued) and downloaded by mbsync, without fsync and in its durable default. Prints figures, judges
nothing.

    intake.py BUILD [MAILS [PAIRS]]        a release build; 5000 mails, 5 pairs
"""
import os
import resource
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "lab"))
import tap  # noqa: E402
from desk import STAFF, Desk  # noqa: E402

BUILD = os.path.abspath(sys.argv[1])
MAILS = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
PAIRS = int(sys.argv[3]) if len(sys.argv) > 3 else 5
USER = "complaints@school.test"


def timed(command, **options):
    """(wall seconds, CPU seconds of it and its children)."""
    began = time.monotonic()
    process = subprocess.Popen(command, **options)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[0]} ended with {status}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime


def mbsync(lab, folder, fsync):
    os.makedirs(folder + "/mail")
    with open(folder + "/mbsyncrc", "w") as file:
        file.write(f"""FSync {'yes' if fsync else 'no'}

IMAPAccount lab
Host localhost
Port {lab.env['LAB_IMAPS']}
User {USER}
Pass {lab.env['LAB_PASSWORD']}
SSLType IMAPS
CertificateFile {lab.env['LAB_CA']}

IMAPStore far
Account lab

MaildirStore near
Path {folder}/mail/
Inbox {folder}/mail/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Create Near
Sync Pull
SyncState *
""")
    figures = timed(["mbsync", "-q", "-c", folder + "/mbsyncrc", "all"])
    shutil.rmtree(folder)
    return figures


def fates(folder):
    """How many mails have each fate, and how many letters wait; nothing while the database is still being made."""
    try:
        with sqlite3.connect(f"file:{folder}/complaintd.db?mode=ro", uri=True) as db:
            found = dict(db.execute("SELECT fate, count(*) FROM inbound WHERE fate <> 'waiting' GROUP BY fate"))
            return found, db.execute("SELECT count(*) FROM outbox").fetchone()[0]
    except sqlite3.OperationalError:
        return {}, 0


def desk_of(lab, folder):
    return Desk(lab.env, BUILD, folder, **{'password_file = "mail.secret";\n\t}': 'password_file = "mail.secret"; '
                                           'from_beginning = true;\n\t}', "hold = false;": "hold = true;"})


def complaintd(lab, folder):
    """The running service, from its start until every mail has its fate: (wall seconds, CPU seconds of it and of its
    worker), fates, letters. Letters are queued and not sent: the SMTP side is not what is measured."""
    desk = desk_of(lab, folder)
    began = time.monotonic()
    desk.start()
    while sum(fates(folder)[0].values()) < MAILS:
        if not desk.is_running() or time.monotonic() > began + 600:
            raise SystemExit(desk.log_text()[-2000:])
        time.sleep(0.05)
    wall = time.monotonic() - began
    found, letters = fates(folder)
    desk.process.send_signal(signal.SIGTERM)
    _, status, usage = os.wait4(desk.process.pid, 0)
    if status:
        raise SystemExit(f"complaintd ended with {status}")
    shutil.rmtree(folder)
    return (wall, usage.ru_utime + usage.ru_stime), found, letters


def main():
    with tap.Lab(*STAFF, USER) as lab:
        lab.servers.fill(lab.directory, USER, MAILS)
        at = lambda name: os.path.join(lab.directory, name)
        rows = []
        for _ in range(PAIRS):
            ours, found, letters = complaintd(lab, at("ours"))
            rows.append((ours, mbsync(lab, at("loose"), False), mbsync(lab, at("durable"), True)))
        print(f"{MAILS} mails, {PAIRS} pairs, medians; fates {found}, letters queued {letters}")
        for name, index in (("complaintd", 0), ("mbsync without fsync", 1), ("mbsync", 2)):
            print(f"  {name:22} {statistics.median(row[index][0] for row in rows):7.2f} s wall"
                  f" {statistics.median(row[index][1] for row in rows):7.2f} s CPU")
        for name, index in (("mbsync without fsync", 1), ("mbsync", 2)):
            print(f"  complaintd / {name:22} wall {statistics.median(r[0][0] / r[index][0] for r in rows):.2f}"
                  f"  CPU {statistics.median(r[0][1] / r[index][1] for r in rows):.2f}")
        if shutil.which("strace"):
            desk = desk_of(lab, at("traced"))
            with open(desk.log, "ab") as log:  # one pass: the service itself would outlive its tracer
                timed(["strace", "-f", "-c", "-e", "trace=fsync,fdatasync", "-o", at("calls"),
                       desk.program("complaintd"), "--config", desk.settings, "--once"], stderr=log)
            with open(at("calls")) as file:
                rows = [line.split() for line in file]  # % time, seconds, usecs/call, calls, errors if any, name
                calls = sum(int(row[3]) for row in rows if row[-1:] in (["fsync"], ["fdatasync"]))
            print(f"  fsyncs a mail: {calls / MAILS:.3f}")
        print(f"  peak RSS of the largest process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


main()
