#!/usr/bin/env python3
"""complaintctl reconcile: what a real mailbox holds beside what was taken in (P1, P3).

Argument: the build folder.
"""
import json
import os
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
import desk
import tap

BUILD = sys.argv[1]
BOX = "complaints@school.test"
LEARNERS = ["learner%d@mail.test" % number for number in range(8)]


def once(it):
    return subprocess.run([it.program("complaintd"), "--config", it.settings, "--once"], capture_output=True).returncode


def reconcile(it, *words):
    status, said = it.ctl("reconcile", "--json", *words)
    try:
        return status, json.loads(said)
    except ValueError:
        return status, {"said": said}


def row(found):
    return {key: found["mailboxes"][0][key] for key in ("on_server", "known", "before", "ahead", "missing", "taken", "gone")}


def counts(on_server=0, known=0, before=0, ahead=0, missing=0, taken=0, gone=0):
    return dict(on_server=on_server, known=known, before=before, ahead=ahead, missing=missing, taken=taken, gone=gone)


def write(lab, number):
    lab.post.write(LEARNERS[number], BOX, "投诉%d" % number, "老师讲课质量太差%d。\n" % number)


def move_cursor(it, by):
    base = sqlite3.connect(os.path.join(it.folder, "complaintd.db"))
    with base:
        base.execute("UPDATE mailbox SET next_uid = next_uid + ?", (by,))
    base.close()


def play(lab, it):
    write(lab, 0)
    lab.post.wait(BOX)
    status, said = it.ctl("reconcile")
    tap.equal(status, 2, "before the first start there is no database")
    tap.equal(once(it), 0, "a first look at the mailbox")
    for number in (1, 2, 3):
        write(lab, number)
    tap.check(lab.post.wait(BOX, lambda m: LEARNERS[3] in m["From"]), "three complaints arrive")
    status, found = reconcile(it)
    tap.equal([status, row(found)], [0, counts(on_server=4, before=1, ahead=3)], "those not fetched yet are not missing")
    tap.equal(once(it), 0, "they are taken in")
    status, found = reconcile(it)
    tap.equal([status, row(found)], [0, counts(on_server=4, known=3, before=1)], "all is known")

    for number in (4, 5):
        write(lab, number)
    tap.check(lab.post.wait(BOX, lambda m: LEARNERS[5] in m["From"]), "two more arrive")
    move_cursor(it, 2)
    status, found = reconcile(it)
    tap.equal([status, row(found)], [1, counts(on_server=6, known=3, before=1, missing=2)], "a cursor that jumped is found out")
    tap.equal([mail["what"] for mail in found["mails"]], ["missing"] * 2, "each mail is named")
    sent = [raw for uid, raw in lab.post.mails(BOX) if uid in [mail["uid"] for mail in found["mails"]]]
    tap.check(all(mail["message_id"].encode() in raw for mail, raw in zip(found["mails"], sent)) and len(sent) == 2,
              "by UID and Message-ID", found["mails"])
    said = it.ctl("reconcile")[1]
    tap.check("reconcile --fix" in said and "2 missing" in said, "with its cure", said)
    status, found = reconcile(it, "--fix")
    tap.equal([status, row(found)], [0, counts(on_server=6, known=3, before=1, missing=2, taken=2)], "--fix takes them in")
    tap.equal(once(it), 0, "they are read")
    tap.equal(len(json.loads(it.ctl("list", "--json")[1])), 5, "and are cases")
    tap.equal(reconcile(it, "--fix")[1]["mailboxes"][0]["taken"], 0, "once")

    uids = [uid for uid, _ in lab.post.mails(BOX)]
    imap = lab.post.open(BOX)
    imap.uid("STORE", str(uids[1]), "+FLAGS", r"(\Deleted)")
    imap.expunge()
    imap.logout()
    status, found = reconcile(it, "--gone")
    tap.equal([status, row(found)], [0, counts(on_server=5, known=4, before=1, gone=1)], "what people removed is only told")
    tap.check([mail["uid"] for mail in found["mails"]] == [uids[1]] and found["mails"][0]["message_id"], "by name, if asked",
              found["mails"])

    it.start()
    tap.check(it.wait_ready(), "the daemon runs")
    tap.equal(reconcile(it, "--fix")[0], 0, "it may be asked while the daemon runs")
    it.stop()
    it.write("mail.secret", "wrong\n")
    status, found = reconcile(it)
    tap.check(status == 2 and found["troubles"], "a server that lets us not in: exit 2", found)
    tap.equal(it.ctl("verify")[0], 0, "chain and replay agree")


with tap.Lab(*desk.STAFF, *LEARNERS) as lab:
    play(lab, desk.Desk(lab.env, BUILD, os.path.join(lab.directory, "desk"), **{"hold = false;": "hold = true;"}))
tap.done()
