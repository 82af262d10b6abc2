#!/usr/bin/env python3
"""Backup and restore (P31): while the daemon works, into what was lost, and killed at any call in between.

Argument: the build folder.
"""
import collections
import json
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
import desk
import tap

BUILD = sys.argv[1]
LEARNERS = ["learner%d@mail.test" % number for number in range(30)]  # an address gets five letters an hour
CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,rename,link,unlink,openat"
WORDS = ["老师讲课质量太差，没有通知就换了老师。", "数学课照本宣科，念PPT。", "英语课的老师讲课听不懂，讲课质量差。"]


def complain(lab, number):
    lab.post.write(LEARNERS[number], "complaints@school.test", "投诉%d" % number,
                   "%s\n姓名：李华%d\n班级：高三%d班\n" % (WORDS[number % 3], number, number))


def letters_to_learners(lab):
    return sum(len(list(lab.post.mails(learner))) for learner in LEARNERS)


def cases(it):
    return {row["number"] for row in json.loads(it.ctl("list", "--json", "--limit", "1000")[1])}


def wait_for(it, count, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = cases(it)
        if len(found) >= count:
            return found
        time.sleep(0.2)
    return cases(it)


def while_it_works(lab, it, folder):
    """Mails go on arriving while copies are made; each copy is whole."""
    it.start()
    tap.check(it.wait_ready(), "the daemon starts")
    for number in range(3):
        complain(lab, number)
    tap.equal(len(wait_for(it, 3)), 3, "three complaints are cases")
    backups = os.path.join(folder, "backups")
    os.mkdir(backups, 0o700)
    for number in range(4):
        complain(lab, 10 + number)
        status, said = it.ctl("backup", os.path.join(backups, "%d.db" % number))
        tap.check(status == 0 and "chain and replay agree" in said, "backup %d while mails arrive" % number, said)
    tap.equal(sorted(os.listdir(backups)), ["%d.db" % n for n in range(4)], "nothing else is left there")
    mode = stat.S_IMODE(os.stat(os.path.join(backups, "0.db")).st_mode)
    tap.equal(oct(mode), "0o600", "nobody else may read it")
    head = sqlite3.connect("file:%s?mode=ro&immutable=1" % os.path.join(backups, "0.db"), uri=True)
    tap.equal(head.execute("PRAGMA journal_mode").fetchone()[0], "delete", "it is one file")
    head.close()
    for label, words, status, says in (
            ("a file that is there", [os.path.join(backups, "0.db")], 2, "is there already"),
            ("and is to be replaced", [os.path.join(backups, "0.db"), "--replace"], 0, "agree"),
            ("the database itself", [it.folder + "/complaintd.db", "--replace"], 2, "is the database itself"),
            ("a folder that is not there", ["/nowhere/x.db"], 2, "no backup was made"),
            ("how many of what", [os.path.join(backups, "9.db"), "--keep", "2"], 2, "--keep wants"),
            ("no file", [], 2, "something is missing"),
    ):
        got = it.ctl("backup", *words)
        tap.check(got[0] == status and says in got[1], "backup, %s: exit %d" % (label, status), got)
    daily = os.path.join(folder, "daily")
    os.mkdir(daily)
    for name in ("complaintd-20250101-000000.db", "complaintd-20250102-000000.db", "complaintd-notes.txt"):
        open(os.path.join(daily, name), "w").close()
    status, said = it.ctl("backup", daily, "--keep", "2", "--json")
    made = json.loads(said)
    tap.equal([status, made["ok"], made["removed"], len(os.listdir(daily))], [0, True, 1, 3], "a folder keeps the newest two")
    tap.check(re.search(r"/complaintd-\d{8}-\d{6}\.db$", made["file"]), "with names that sort by time", made)
    tap.equal(it.ctl("verify", made["file"])[0], 0, "verify reads a backup, too")
    return made["file"]


def lost_and_restored(lab, it, backup):
    """The database is lost after more cases: restored, it takes them in again and sends nothing by itself."""
    before = cases(it)
    complain(lab, 20)
    lost = wait_for(it, len(before) + 1) - before
    tap.equal(len(lost), 1, "one more case after the backup")
    time.sleep(1)
    status, said = it.ctl("restore", backup)
    tap.check(status == 2 and "systemctl stop complaintd" in said, "a restore while the daemon runs is refused", said)
    it.stop()
    for path, says in (("/nowhere.db", "No such file"), (it.settings, "is no backup")):
        got = it.ctl("restore", path)
        tap.check(got[0] == 2 and says in got[1], "restore of %s is refused" % os.path.basename(path), got)
    torn = os.path.join(it.folder, "torn.db")
    with open(backup, "rb") as whole, open(torn, "wb") as file:
        data = bytearray(whole.read())
        data[len(data) // 2:len(data) // 2 + 3 * 4096] = bytes(3 * 4096)
        file.write(data)
    status, said = it.ctl("restore", torn)
    tap.check(status in (1, 2) and ("nothing was" in said), "a damaged backup is refused", (status, said))
    tap.equal(cases(it), before | lost, "and changes nothing")

    # The worst case: what is to be replaced cannot be read.
    database = os.path.join(it.folder, "complaintd.db")
    with open(database, "r+b") as file:
        file.write(b"not a database any more" * 100)
    status, said = it.ctl("restore", backup, "--json")
    if not tap.check(status == 0, "the backup is restored over a database that is past reading", said):
        return
    done = json.loads(said)
    kept = [name for name in os.listdir(it.folder) if "before-restore" in name and not name.endswith(("-wal", "-shm"))]
    tap.equal([os.path.basename(done["kept"])], kept, "which is kept")
    tap.check(open(done["kept"], "rb").read(7) == b"not a d", "as it was")
    tap.equal(cases(it), before, "the cases of the backup are there")
    tap.equal(it.ctl("verify")[0], 0, "chain and replay agree")
    letters = letters_to_learners(lab)
    it.start()
    again = wait_for(it, len(before) + 1) - before
    tap.check(len(again) == 1 and not again & lost, "the lost mail is a case again, under a number never given before",
              (again, lost))
    time.sleep(2)
    tap.equal(letters_to_learners(lab), letters, "nothing was sent to the learner")
    held = json.loads(it.ctl("outbox", "list", "--state", "held", "--json")[1])
    tap.check({"M01", "M04t"} <= {row["letter"] for row in held} or "M04" in {row["letter"] for row in held}, "its letters are held", held)
    tap.check("held" in it.ctl("status")[1], "status says so")
    last = max(row["id"] for row in held if row["letter"] == "M01")
    tap.equal(it.ctl("outbox", "drop", str(last))[0], 0, "the one that went out before is dropped")
    tap.equal(it.ctl("outbox", "release")[0], 0, "the others are released")
    complain(lab, 21)
    deadline = time.monotonic() + 20
    while letters_to_learners(lab) < letters + 1 and time.monotonic() < deadline:
        time.sleep(0.2)
    tap.equal(letters_to_learners(lab), letters + 1, "from now on letters go out by themselves")
    it.stop()

    # And back to a file that can be asked: numbers go on where it stood.
    now = cases(it)
    status, said = it.ctl("restore", backup)
    tap.check(status == 0 and "Next:" in said, "restored over a readable database", said)
    it.start()
    later = wait_for(it, len(before) + 2) - before
    tap.check(len(later) == 2 and not later & (now | lost), "still no number twice", (later, now, lost))
    it.stop()
    tap.equal(it.ctl("verify")[0], 0, "and all is as written")


def strace(it, folder, *words, inject=()):
    environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=0")
    trace = os.path.join(folder, "strace")
    done = subprocess.run(["strace", "-f", "-o", trace, *inject, it.program("complaintctl"), "--config", it.settings, *words],
                          stdin=subprocess.DEVNULL, capture_output=True, env=environment)
    with open(trace, errors="replace") as file:
        return done.returncode, file.read()


def killed(it, folder, backup):
    """kill -9 at calls all along the way: a backup is whole or not there, a database the old or the new one."""
    if not shutil.which("strace"):
        return
    target = os.path.join(folder, "killed.db")
    database = os.path.join(it.folder, "complaintd.db")
    whole = {name: open(name, "rb").read() for name in (database, backup)}
    old = cases(it)
    shutil.copy(backup, os.path.join(folder, "new.db"))
    for words in (["backup", target], ["restore", backup]):
        put_back(database, whole)
        counts = collections.Counter(re.findall(r"^\d+ +([a-z0-9]+)\(", strace(it, folder, *words, inject=["-e", "trace=" + CALLS])[1], re.M))
        if os.path.exists(target):
            os.unlink(target)
        new = cases(it)
        points = [(name, k) for name, count in sorted(counts.items()) for k in range(1, count + 1)
                  if count < 12 or k % (count // 6) == 0 or k > count - 2]
        bad, hit = [], 0
        for name, k in points:
            put_back(database, whole)
            status, _ = strace(it, folder, *words, inject=["-e", "inject=%s:signal=KILL:when=%d" % (name, k)])
            hit += status in (-9, 137)
            if os.path.exists(target):
                if it.ctl("verify", target)[0]:
                    bad.append((name, k, "the backup"))
                os.unlink(target)
            status, said = it.ctl("verify")
            if status or cases(it) not in (old, new):
                bad.append((name, k, said))
        tap.check(hit > len(points) // 2, "%s was killed at %d of %d points" % (words[0], hit, len(points)))
        tap.equal(bad, [], "%s: whole or not there" % words[0])
        put_back(database, whole)
        tap.equal(it.ctl(*words)[0], 0, "%s after all that does its work" % words[0])
    tap.check(not [name for name in os.listdir(folder) if name.endswith(".part")] and
              not os.path.exists(database + ".restore"), "and clears away what was left")


def put_back(database, whole):
    for side in ("-wal", "-shm"):
        if os.path.exists(database + side):
            os.unlink(database + side)
    with open(database, "wb") as file:
        file.write(whole[database])


with tap.Lab(*desk.STAFF, *LEARNERS) as lab:
    place = os.path.join(lab.directory, "desk")
    it = desk.Desk(lab.env, BUILD, place)
    good = while_it_works(lab, it, lab.directory)
    lost_and_restored(lab, it, good)
    killed(it, lab.directory, good)
tap.done()
