#!/usr/bin/env python3
"""The operator's hand: what it prints, its JSON, its exit statuses, and its check against real servers.

Arguments: the build folder, the program ctl_store.
"""
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
import desk
import tap

BUILD, CTL_STORE = sys.argv[1:3]
CTL = os.path.join(BUILD, "daemon", "complaintctl")
TOP = desk.TOP
MAIL = """From: =?utf-8?B?5p2O5Y2O?= <learner@mail.test>
To: complaints@school.test
Subject: =?utf-8?B?5oqV6K+J77ya5o2i6ICB5biI?=
Message-ID: <m1@mail.test>
Date: Fri, 20 Nov 2026 10:00:00 +0800
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

老师讲课质量太差，没有通知就换了老师。
姓名：李华
班级：高三1班
--b
Content-Type: application/pdf; name=proof.pdf
Content-Disposition: attachment; filename=proof.pdf
Content-Transfer-Encoding: base64

cHJvb2YK
--b--
"""


def run(*words, data=None):
    """(status, standard output, standard error)"""
    done = subprocess.run([CTL, *words], capture_output=True, input=data)
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


def usage():
    for words, status, said in (
        ([], 2, ""),
        (["--help"], 0, ""),
        (["--version"], 0, ""),
        (["lst"], 2, "did you mean list"),
        (["list", "--opne"], 2, "--opne is no option"),
        (["list", "--state", "nonsense"], 2, "is no state"),
        (["show"], 2, "something is missing"),
        (["settings", "nonsense"], 2, "neither sample nor manual"),
        (["--config", "/nowhere/x.conf", "status"], 2, "/nowhere/x.conf"),
        (["--config", "/nowhere/x.conf", "check"], 1, ""),
        (["templates", "preview", "M99"], 3, "there is no letter M99"),
        (["templates", "check"], 0, ""),
    ):
        got = run(*words)
        tap.check(got[0] == status and said in got[2], "complaintctl %s: exit %d" % (" ".join(words), status),
                  "exit %d, %s" % (got[0], got[2]))
    for row in json.loads("[\"M01\", \"M08\", \"M14\"]"):
        for language in ("zh-CN", "en"):
            status, out, _ = run("templates", "preview", row, "--language", language, "--yes", "as_learner")
            tap.check(status == 0 and b"C20261123-0007K" in out, "a preview of %s in %s" % (row, language))


def everywhere():
    """The help's commands stand in the manual page and in the completion, too."""
    commands = re.findall(r"^  ([a-z]+)(?: |$)", run("--help")[1].decode(), re.M)
    tap.check(len(commands) >= 10, "the help lists the commands", commands)
    with open(os.path.join(TOP, "etc/complaintctl.1"), encoding="utf-8") as page:
        manual = page.read()
    with open(os.path.join(TOP, "etc/complaintctl.bash"), encoding="utf-8") as script:
        completion = re.search(r"commands='([^']*)'", script.read())[1].split()
    tap.equal(sorted(completion), sorted(commands), "the completion knows the same commands")
    for name in commands:
        tap.check(re.search(r"^(\.B |\\fB)%s\b" % name, manual, re.M), "complaintctl.1 tells of %s" % name)
    typed = "source etc/complaintctl.bash; COMP_WORDS=(complaintctl %s); COMP_CWORD=%d; _complaintctl; echo ${COMPREPLY[@]}"
    for words, number, expected in (("st", 1, "status"), ("list --state tri", 3, "triage"), ("outbox re", 2, "release retry")):
        done = subprocess.run(["bash", "-c", typed % (words, number)], cwd=TOP, capture_output=True, text=True)
        tap.equal(done.stdout.strip(), expected, "bash completes \"%s\"" % words)


KEYS = ("message_id in_reply_to references date from reply_to to cc subject text reply quoted uncertain kind bounce forwarded "
        "attachments fields category urgent is_complaint commands defects").split()


def parse():
    status, out, _ = run("parse", "--json", "-", data=MAIL.encode())
    mail = json.loads(out)
    tap.equal(list(mail), KEYS, "parse has every key, in the order of the manual page")
    tap.equal([mail["from"]["name"], mail["subject"]], ["李华", "投诉：换老师"], "sender and subject are decoded")
    tap.equal([mail["attachments"][0][k] for k in ("name", "type", "size", "part")],
              ["proof.pdf", "application/pdf", 6, "2"], "the attachment is described")
    tap.equal(mail["category"]["id"], "teaching", "it is sorted by the built-in words")
    tap.equal(mail["fields"]["class"], {"value": "高三1班", "source": "label"}, "a field says where it comes from")
    tap.check(isinstance(mail["category"]["words"], list) and mail["is_complaint"] is True, "words are a list")
    for label, data in (("an empty file", b""), ("zero bytes", bytes(5000)), ("all bytes", bytes(range(256)) * 500),
                        ("a header without end", b"Subject: " + b"x" * 3000000),
                        ("groups in groups", b"To: " + b"g:" * 50000 + b"\n\nx"),
                        ("many parts", b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20000),
                        ("parts in parts", b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (i, i)
                                                    for i in range(3000)))):
        status, out, said = run("parse", "--json", "-", data=data)
        try:
            keys = list(json.loads(out))
        except ValueError as error:
            keys = [str(error)]
        tap.check(status == 0 and keys == KEYS, "parse of %s is whole JSON, exit 0" % label, "%s %s %s" % (status, keys, said))
    with tempfile.TemporaryDirectory() as folder:
        one, two = (os.path.join(folder, name) for name in ("1.eml", "2.eml"))
        for path, subject in ((one, "eins"), (two, "zwei")):
            with open(path, "w", encoding="utf-8") as file:
                file.write("Subject: %s\n\nx\n" % subject)
        status, out, said = run("parse", "--json", one, "/nowhere/x.eml", two)
        mails = [json.loads(line) for line in out.splitlines()]
        tap.equal([[mail["file"], mail["subject"]] for mail in mails], [[one, "eins"], [two, "zwei"]],
                  "of several files each is one line with its name, in their order")
        tap.check(status == 2 and "/nowhere/x.eml" in said, "the one that is not there is told, exit 2", said)
        tap.equal(list(mails[1]), ["file"] + KEYS, "the name stands before the keys of one file")
        tap.equal(run("parse", one, two)[1].count(b"==> "), 2, "people see which file is which")
    tap.equal(run("parse", "/nowhere/x.eml")[0], 2, "a file that is not there: exit 2")
    tap.equal(run("parse", TOP)[0], 2, "a folder: exit 2")
    status, out, _ = run("parse", "-", data=MAIL.replace("=?utf-8?B?5oqV6K+J77ya5o2i6ICB5biI?=", "a\x1b[31mb").encode())
    tap.check(status == 0 and b"\x1b" not in out, "no escape sequence of a mail reaches the terminal")


def store(folder):
    def ctl(*words):
        status, out, said = run("--config", os.path.join(folder, "complaintd.conf"), *words)
        return status, out, said

    with open(os.path.join(folder, "m.eml"), "w", encoding="utf-8") as file:
        file.write(MAIL)
    tap.equal(ctl("status")[0], 2, "status before the first start: exit 2")
    made = subprocess.run([CTL_STORE, os.path.join(folder, "complaintd.conf"), os.path.join(folder, "m.eml")],
                          capture_output=True, text=True)
    number = made.stdout.strip()
    if not tap.check(made.returncode == 0, "a store is made", made.stderr):
        return
    status = json.loads(ctl("status", "--json")[1])
    tap.equal([status["open"], status["letters"]["held"], status["mailboxes"][0]["next_uid"]], [1, 2, 8],
              "status counts cases, letters and the cursor")
    tap.check("complaintctl outbox release" in ctl("status")[1].decode(), "status says how to release held letters")
    cases = json.loads(ctl("list", "--json", "--open")[1])
    tap.equal([cases[0]["number"], cases[0]["state"], cases[0]["category"]], [number, "assigned", "teaching"],
              "list shows the case")
    tap.equal([len(json.loads(ctl("list", "--json", *words)[1])) for words in
               (["--urgent"], ["--state", "closed"], ["--overdue"], ["--category", "fees"], ["--department", "teaching"])],
              [0, 0, 1, 0, 1], "list filters")
    out = ctl("list")[1].decode()
    tap.check(number in out and "已派单" in out and "OVERDUE" in out, "list for people", out)
    shown = json.loads(ctl("show", "--json", number)[1])
    tap.equal([shown["learner"], shown["events"][0]["transition"], shown["letters"][0]["state"]],
              ["learner@mail.test", "T01", "held"], "show has values, events and letters")
    out = ctl("show", number.lower())[1].decode()
    tap.check("11-23 Mon [1]" in out and "not counted:  11-21 Sat, 11-22 Sun" in out,
              "show counts the days of a limit aloud", out)
    tap.equal([ctl("show", "C20261120-0002A")[0], ctl("show", "nonsense")[0]], [3, 3], "no such case: exit 3")
    tap.equal(ctl("raw", number)[1], MAIL.encode(), "raw gives the mail byte for byte")
    tap.equal(ctl("attachment", number, "1")[1], b"proof\n", "attachment gives the decoded bytes")
    tap.equal(ctl("attachment", number, "2")[0], 3, "no such attachment: exit 3")
    letters = json.loads(ctl("outbox", "--json")[1])
    tap.equal([letter["state"] for letter in letters], ["held", "held"], "outbox lists the letters")
    tap.equal(ctl("outbox", "drop", str(letters[0]["id"]))[0], 0, "a letter is dropped")
    tap.check(ctl("outbox", "release")[1].startswith(b"1 letters released"), "the other is released")
    tap.equal(sorted(letter["state"] for letter in json.loads(ctl("outbox", "--json")[1])), ["dropped", "queued"],
              "and the outbox says so")
    tap.equal(ctl("outbox", "retry", str(letters[0]["id"]))[0], 0, "a dropped letter can still be sent")
    tap.equal([ctl("outbox", "drop", str(letters[1]["id"]), "99")[0], json.loads(ctl("outbox", "--json")[1])[1]["state"]],
              [3, "queued"], "of several letters all are dropped, or none")
    tap.equal([ctl("outbox", "drop", "99")[0], ctl("outbox", "drop", "x")[0]], [3, 2], "no such letter")
    person = json.loads(ctl("person", "Learner@mail.test", "--json")[1])
    tap.equal([[case["number"] for case in person["cases"]], person["mails"], person["letters"]], [[number], 1, 2],
              "person tells what is kept of a learner")
    tap.equal([ctl("person", "nobody@mail.test")[0], ctl("person", "x")[0]], [3, 2], "of a stranger nothing: exit 3")
    two = ["--by", "supervision@school.test", "--and", "intake@school.test"]
    for label, words, status, says in (
            ("nobody's word", ["erase", number], 2, "two persons' word"),
            ("one person's word", ["erase", number, "--by", "intake@school.test", "--and", "INTAKE@school.test"], 2, "same person"),
            ("a stranger's word", ["erase", number, "--by", "x@school.test", "--and", "intake@school.test"], 2, "nobody of the staff"),
            ("no supervisor's word", ["erase", number, "--by", "teaching@school.test", "--and", "intake@school.test"], 2, "admin_sup"),
            ("no such case", ["erase", "C20261120-0002A", *two], 3, ""),
            ("an open case", ["erase", number, *two], 1, ""),
            ("an open case of a person", ["erase", "learner@mail.test", "--yes", *two], 1, "")):
        got = ctl(*words)
        tap.check(got[0] == status and says in got[2], "erase, %s: exit %d" % (label, status), got)
    tap.equal(json.loads(ctl("quarantine", "--json")[1]), [], "nothing is in quarantine")
    tap.equal([ctl("quarantine", "show", "1")[0], ctl("quarantine", "retry", "x")[0], ctl("quarantine", "nonsense")[0]],
              [3, 2, 2], "nor can it be shown")
    verified = json.loads(ctl("verify", "--json")[1])
    tap.equal([verified["ok"], verified["cases"], verified["findings"]], [True, 1, []], "verify finds all as written")
    tap.check(len(verified["head"]) == 64 and verified["events"] > 1, "verify tells the head of the chain")


def by_hand(folder):
    """Cases and commands that the operator enters, and what a mail would do: over the desk that mail goes over."""
    def ctl(*words, data=None):
        return run("--config", os.path.join(folder, "complaintd.conf"), *words, data=data)

    def letters():
        return {(row["letter"], row["recipient"]) for row in json.loads(ctl("outbox", "--json")[1])}

    words = "数学课照本宣科，念PPT，讲课质量很差，希望更换老师。\n"
    before = letters()
    status, out, said = ctl("intake", "--json", "--name", "李小雨", "--phone", "13812341203", "--class", "高三1班", "--mail",
                            "xiaoyu@mail.test", "-", data=words.encode())
    if not tap.check(status == 0, "a case told on the telephone is entered", said):
        return
    entered = json.loads(out)
    number = entered["case"]
    shown = json.loads(ctl("show", "--json", number)[1])
    tap.equal([entered["state"], entered["category"], shown["learner"], shown["learner_name"], shown["phone"],
               shown["class_name"], shown["channel"], shown["content"].strip()],
              ["assigned", "teaching", "xiaoyu@mail.test", "李小雨", "13812341203", "高三1班", "电话", words.strip()],
              "with all that was told")
    new = letters() - before
    tap.check({("M01", "xiaoyu@mail.test"), ("M04", "teaching@school.test"), ("M23d", "intake@school.test")} <= new,
              "and the letters of any other case", new)
    tap.equal(shown["events"][0]["actor"], "intake@school.test", "its first event names who entered it")
    block = "姓名：王小明\n邮箱：ming@mail.test\n保密：是\n投诉内容：教室的灯坏了一个月。\n"
    status, out, said = ctl("intake", "--channel", "现场", "--category", "环境设施", "--as", "INTAKE@school.test", "-",
                            data=block.encode())
    tap.check(status == 0 and "assigned" in out.decode(), "a block of labels is understood, too", said)
    hidden = out.decode().split()[0]
    tap.check("王小明" not in (ctl("show", hidden)[1] + ctl("show", "--json", hidden)[1]).decode() and
              hidden.startswith("C"), "show does not say whose a confidential case is")
    queue = json.loads(ctl("outbox", "--json")[1])
    tap.check("ming@mail.test" not in json.dumps(queue) + ctl("outbox")[1].decode() + ctl("show", hidden)[1].decode() and
              any(letter["recipient"] == "***" and letter["subject"].startswith("[" + hidden) for letter in queue),
              "nor does the list of letters", [letter["recipient"] for letter in queue])
    tap.check("保密" in ctl("list")[1].decode() and
              any(case["number"] == hidden and case["confidential"] for case in json.loads(ctl("list", "--json")[1])),
              "list marks it")
    for label, words_, status, says in (
            ("nobody of the staff", ["intake", "--as", "x@school.test", "-"], 2, "nobody of the staff"),
            ("no file", ["intake", "/nowhere"], 2, "/nowhere"),
            ("no words", ["intake"], 2, "something is missing"),
            ("no name", ["command", number, "#接单"], 2, "in whose name"),
            ("no such case", ["command", "--as", "teaching@school.test", "C20261120-0002A", "#接单"], 3, "no case"),
    ):
        got = ctl(*words_, data=b"")
        tap.check(got[0] == status and says in got[2], "by hand, " + label, got)
    status, out, _ = ctl("command", "--as", "teaching@school.test", number, "#接单", "#联系 电话 已了解情况")
    tap.check(status == 0 and out.decode().count("✓") >= 2, "two commands by hand", out.decode())
    tap.equal(json.loads(ctl("show", "--json", number)[1])["state"], "investigating", "are carried out")
    status, out, _ = ctl("command", "--as", "teaching@school.test", number, "#记录 看过课表", "#办结 已经办好了")
    tap.check(status == 1 and "✗" in out.decode(), "one that may not happen: exit 1, with the reason", out.decode())
    status, out, _ = ctl("command", "--as", "market@school.test", number, "#方案 换老师/王主任/12月20日")
    tap.check(status == 1 and "✗" in out.decode(), "nobody may by hand what he may not by mail", out.decode())
    explained = os.path.join(folder, "e.eml")
    with open(explained, "w", encoding="utf-8") as file:
        file.write(MAIL.replace("<m1@", "<m2@").replace("learner@mail.test", "new@mail.test"))
    head = json.loads(ctl("verify", "--json")[1])["head"]
    status, out, said = ctl("explain", "--json", explained)
    got = json.loads(out) if status == 0 else {}
    tap.equal([status, got.get("fate"), got.get("reason"), got.get("category"), got.get("state")],
              [0, "case", "complaint", "teaching", "assigned"], "explain tells what a complaint would do")
    tap.check(got.get("deadlines") and {"M01", "M04"} <= {row["letter"] for row in got.get("letters", [])},
              "with its deadlines and letters", got)
    with open(explained, "w", encoding="utf-8") as file:
        file.write("From: x@mail.test\nTo: complaints@school.test\nSubject: [%s] x\n\n#办结 好了\n" % number)
    got = json.loads(ctl("explain", "--json", explained)[1])
    tap.equal([got["fate"], got["reason"], got["case"]], ["unverified", "other-person", number],
              "and what a stranger with a number would get")
    tap.check("Nothing was changed" in ctl("explain", explained)[1].decode(), "it says that nothing was changed")
    verified = json.loads(ctl("verify", "--json")[1])
    tap.equal([verified["head"], verified["ok"], verified["findings"]], [head, True, []], "nor was it")
    tap.equal(ctl("explain", "/nowhere")[0], 2, "explain without a file: exit 2")


def erased(folder):
    """A case that is over goes on two persons' word, out of the file itself; a mail in quarantine is read anew."""
    def ctl(*words, data=None):
        return run("--config", os.path.join(folder, "complaintd.conf"), *words, data=data)

    database = os.path.join(folder, "complaintd.db")
    two = ["--by", "supervision@school.test", "--and", "intake@school.test"]
    status, out, said = ctl("intake", "--json", "--name", "欧阳忘记", "--phone", "13912345678", "--mail", "forget@mail.test",
                            "-", data="操场的沙坑太浅。\n".encode())
    if not tap.check(status == 0, "a case that will be erased", said):
        return
    number = json.loads(out)["case"]
    got = ctl("command", "--as", "intake@school.test", number, "#不予受理 不属于投诉")
    tap.equal(got[0], 0, "is dismissed")
    tap.check(ctl("erase", "forget@mail.test", "--yes", *two)[0] == 1, "a letter still to go out holds it up")
    held = [str(row["id"]) for row in json.loads(ctl("outbox", "--json")[1]) if row["state"] in ("held", "queued")]
    tap.equal(ctl("outbox", "drop", *held)[0], 0, "letters are dropped together")
    tap.equal(ctl("erase", number, "--hold", *two)[0], 0, "a legal hold")
    tap.equal(ctl("erase", "forget@mail.test", "--yes", *two)[0], 1, "stops it")
    tap.equal(ctl("erase", number, "--unhold", *two)[0], 0, "until it is taken off")
    status, out, said = ctl("erase", "forget@mail.test", *two)
    tap.check(status == 0 and "Would go: 1 cases" in out.decode(), "without --yes it is only told what would go", (out, said))
    tap.equal(len(json.loads(ctl("person", "forget@mail.test", "--json")[1])["cases"]), 1, "and nothing went")
    status, out, said = ctl("erase", "forget@mail.test", "--yes", "--json", *two)
    tap.check(status == 0 and json.loads(out)["cases"] == 1, "with --yes it goes", (out, said))
    tap.equal(ctl("person", "forget@mail.test")[0], 3, "nothing is kept of the person")
    left = [side for side in ("", "-wal") if os.path.exists(database + side) and
            any(word.encode() in open(database + side, "rb").read() for word in ("欧阳忘记", "13912345678", "forget@mail.test"))]
    tap.equal(left, [], "not a byte in the file or its log")
    tap.equal(ctl("verify")[0], 0, "chain and replay agree")

    base = sqlite3.connect(database)
    raw = b"From: q@mail.test\r\nSubject: \x1b[31mred\r\n\r\nx\r\n"
    with base:
        new = base.execute("INSERT INTO inbound (mailbox, uid_validity, uid, arrived_at, fetched_at, size, full_size, truncated, "
                           "sha256, fate, fate_at, reason) VALUES ('complaints', 1, 99, 1, 1, ?, ?, 0, randomblob(32), "
                           "'quarantined', 1, 'unreadable')", (len(raw), len(raw))).lastrowid
        base.execute("INSERT INTO inbound_raw (id, bytes) VALUES (?, ?)", (new, raw))
    base.close()
    tap.equal([(row["id"], row["uid"], row["reason"]) for row in json.loads(ctl("quarantine", "--json")[1])],
              [(new, 99, "unreadable")], "quarantine lists a mail")
    status, out, _ = ctl("quarantine", "show", str(new))
    tap.check(status == 0 and b"q@mail.test" in out and b"\x1b" not in out, "shows its beginning, and no escape sequence", out)
    tap.check("unreadable" in ctl("quarantine")[1].decode(), "for people, too")
    tap.equal(ctl("quarantine", "retry", str(new))[0], 0, "a mail that can be read now is read anew")
    tap.equal([json.loads(ctl("quarantine", "--json")[1]), json.loads(ctl("status", "--json")[1])["mail"]["waiting"]], [[], 1],
              "it waits for the engine")


def checks(lab, folder):
    status, out, said = run("--config", os.path.join(folder, "complaintd.conf"), "check", "--json")
    if not tap.check(out[:1] == b"{", "check answers", (out[:900], said)):
        return
    found = json.loads(out)
    wrong = [finding for finding in found["findings"] if finding["level"] == "wrong"]
    tap.check(status == 0 and not wrong, "check finds nothing wrong with the lab", "%s %s" % (wrong, said))
    subjects = {finding["subject"] for finding in found["findings"] if finding["level"] == "ok"}
    tap.check({"settings", "secrets", "letters", "database", "mailbox", "sending"} <= subjects,
              "check looked at all of it", subjects)
    lab.post.write("learner@mail.test", "complaints@school.test", "x", "x")
    lab.post.wait("complaints@school.test")
    good = open(os.path.join(folder, "complaintd.conf"), encoding="utf-8").read()
    rows = (("the server's results are seen", "x", "x", 0, "carry Authentication-Results of lab.test"),
            ("another authserv-id is noticed", '"lab.test"', '"other.test"', 0, "carry Authentication-Results of: lab.test"),
            ("a wrong password for the mailbox", 'password_file = "mail.secret"', 'password_file = "wrong.secret"', 1,
             "check user and password"),
            ("a port where nobody listens", "port = %s" % lab.env["LAB_IMAPS"], "port = 1", 1, "check host and port"),
            ("a server of another name", 'host = "localhost"', 'host = "127.0.0.1"', 1, "certificate"),
            ("a folder that is not there", 'name = "complaints";', 'name = "complaints"; folder = "nowhere";', 1,
             "check the folder's name"),
            ("a sending server that is not there", "port = %s" % lab.env["LAB_SMTPS"], "port = 1", 1, "of smtp"),
            ("a secret that others may read", '"token.secret"', '"open.secret"', 1, "signing key"))
    for name, mode in (("wrong.secret", 0o600), ("open.secret", 0o644)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write("not the password of the lab\n")
        os.chmod(os.path.join(folder, name), mode)
    for label, old, new, want, said in rows:
        changed = os.path.join(folder, "changed.conf")
        with open(changed, "w", encoding="utf-8") as file:
            file.write(good.replace(old, new, 1))
        status, out, _ = run("--config", changed, "check")
        tap.check(status == want and said in out.decode(), "check: " + label, "exit %d\n%s" % (status, out.decode()))


def first_start(lab):
    """A fresh installation: the letter is held, shown, released by another process, and then goes out."""
    fresh = desk.Desk(lab.env, BUILD, os.path.join(lab.directory, "fresh"), **{"hold = false;": "hold = true;"})
    fresh.start()
    try:
        if not tap.check(fresh.wait_ready(), "complaintd starts", fresh.log_text):
            return
        lab.post.write("learner@mail.test", "complaints@school.test", "投诉：教学质量", "老师讲课质量太差，要求换老师。")
        end = time.monotonic() + 20
        while time.monotonic() < end and not json.loads(fresh.ctl("outbox", "--json", "--state", "held")[1]):
            time.sleep(0.1)
        letters = json.loads(fresh.ctl("outbox", "--json")[1])
        tap.check(letters and {letter["state"] for letter in letters} == {"held"}, "all letters are held", letters)
        tap.equal(lab.post.mails("learner@mail.test"), [], "nothing went out")
        began = time.monotonic()
        fresh.ctl("outbox", "release")
        tap.check(lab.post.wait("learner@mail.test", seconds=20), "after the release the acknowledgement arrives")
        tap.check(time.monotonic() - began < 15, "within 15 s", time.monotonic() - began)
    finally:
        tap.equal(fresh.stop(), 0, "complaintd stops")


usage()
everywhere()
parse()
with tap.Lab(*desk.STAFF) as lab:
    place = os.path.join(lab.directory, "desk")
    desk.Desk(lab.env, BUILD, place, **{"hold = false;": "hold = true;"})
    store(place)
    by_hand(place)
    erased(place)
    checks(lab, place)
    first_start(lab)
tap.done()
