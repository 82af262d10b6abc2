#!/usr/bin/python3
"""Taking mail in: from a server that misbehaves, and from a real one.

Arguments: the intake_driver; the tests to run, by name without test_ (none: all); "dovecot" is the real server.
"""
import base64
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
import tap
from fake_imap import PASSWORD, FakeImap

DRIVER = sys.argv[1]
NOW = 1795400000  # 2026-11-23
MAILS = {u: b"Subject: mail %d\r\n\r\ntext of %d\r\n" % (u, u) for u in (1, 2, 3)}


class Driver:
    """An intake with a database of its own. See intake_driver.c."""

    def __init__(self, folder, host, port, tls="none", auth="plain", user="user", secret=None, ca="-", box="INBOX",
                 limit=25_000_000, begin="beginning", patience=1, database=None):
        self.folder = tempfile.mkdtemp(dir=folder)
        self.database = database or os.path.join(self.folder, "db")
        if secret is None:
            secret = os.path.join(self.folder, "secret")
            with open(secret, "w") as f:
                f.write(PASSWORD + "\n")
            os.chmod(secret, 0o600)
        self.words = [DRIVER, self.database, host, str(port), tls, auth, user, secret, ca, box, str(limit), begin,
                      str(patience)]
        self.log = os.path.join(self.folder, "log")
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=open(self.log, "a"), text=True, bufsize=1)
        return self

    def say(self, line):
        self.process.stdin.write(line + "\n")
        return self.process.stdout.readline().strip()

    def step(self, now=NOW):
        """(seconds until the next call, mails stored)"""
        answer = self.say("step %d" % now).split()
        if answer[:1] != ["next"]:
            raise RuntimeError(" ".join(answer) + open(self.log).read())
        return int(answer[1]), int(answer[3])

    def end(self):
        self.process.stdin.close()
        code = self.process.wait(20)
        if code:
            tap.check(False, "the driver ends in order", open(self.log).read()[-2000:])

    def rows(self, query):
        with sqlite3.connect("file:%s?mode=ro" % self.database, uri=True) as db:
            return db.execute(query).fetchall()

    def raws(self):
        """{uid: bytes} of what was stored and is no duplicate."""
        return dict(self.rows("SELECT uid, bytes FROM inbound JOIN inbound_raw USING (id)"))

    def cursor(self):
        return self.rows("SELECT next_uid FROM mailbox")[0][0]

    def trouble(self):
        return self.rows("SELECT trouble FROM mailbox_contact")[0][0]


def fake(folder, mails=MAILS, twist=None, **options):
    capabilities = options.pop("capabilities", None)
    server = FakeImap(mails, **({"capabilities": capabilities} if capabilities else {}))
    if twist:
        server.twist = twist
    return server, Driver(folder, "127.0.0.1", server.port, **options)


# ---- how a session goes --------------------------------------------------------------------------------------


def test_plain(folder):
    server, driver = fake(folder)
    tap.equal(driver.step(), (540, 3), "all mails are taken in")
    tap.equal(driver.raws(), MAILS, "byte for byte")
    tap.equal(driver.cursor(), 4, "the cursor stands behind them")
    tap.equal(driver.step(NOW + 1), (540, 0), "and they are taken in once")
    server.mails[9] = MAILS[1] + b"more"
    tap.equal(driver.step(NOW + 2), (540, 1), "a new one is taken in on the same connection")
    driver.end()
    words = [h.partition(" ")[2] for h in server.heard]
    tap.check(server.connections == 1 and words[-1] == "LOGOUT", "one connection, and a leave in form", words)
    verbs = [w.split()[0] if not w.startswith("UID") else " ".join(w.split()[:2]) for w in words]
    tap.check(set(verbs) <= {"CAPABILITY", "AUTHENTICATE", "ID", "EXAMINE", "UID SEARCH", "UID FETCH", "LOGOUT"}
              and not any("BODY[" in w or "STORE" in w for w in words),
              "P10: nothing is asked that changes anything", words)
    tap.check(verbs.index("ID") < verbs.index("EXAMINE") and verbs.count("CAPABILITY") >= 2,
              "ID comes before the folder, and capabilities are asked again after the login", verbs)
    log = open(driver.log).read()
    tap.check(not any(word in log for word in ("secret", "Subject", "text of", "user")),
              "P29: the log holds no text, user or password", log)


def test_only_new(folder):
    server, driver = fake(folder, begin="new")
    tap.equal(driver.step(), (540, 0), "a first start leaves what was there")
    server.mails[5] = b"Subject: new\r\n\r\nnew\r\n"
    tap.equal(driver.step(NOW + 1), (540, 1), "and takes what comes from then on")
    server.uid_validity = 78
    server.dates = {1: "01-Jan-2020 00:00:00 +0000", 2: "01-Jan-2020 00:00:00 +0000", 3: "01-Jan-2020 00:00:00 +0000"}
    server.mails = {11: MAILS[1], 12: MAILS[2], 15: server.mails[5], 16: b"Subject: newer\r\n\r\n"}
    server.dates = {11: "01-Jan-2020 00:00:00 +0000", 12: "01-Jan-2020 00:00:00 +0000"}
    driver.end()
    driver.start()
    driver.step(NOW + 2)
    tap.equal(sorted(driver.raws()), [5, 16], "P6: a rebuilt mailbox brings what is new, and nothing from before us")
    driver.end()


def test_uid_validity(folder):
    server, driver = fake(folder)
    driver.step()
    driver.end()
    server.uid_validity = 78
    server.mails = {u + 100: raw for u, raw in MAILS.items()} | {200: b"Subject: new\r\n\r\n"}
    driver.start().step(NOW + 1)
    fates = driver.rows("SELECT fate, count(*) FROM inbound GROUP BY fate ORDER BY fate")
    tap.equal(fates, [("duplicate", 3), ("waiting", 4)], "P6: UIDVALIDITY changed: no loss, no duplicate")
    tap.equal(driver.cursor(), 201, "the cursor counts by the new UIDs")
    driver.end()


def test_order(folder):
    def twist(link, tag, verb, rest):
        if verb == "UID SEARCH":
            link.say("* SEARCH 3 1 2 2 (MODSEQ 5)")
            link.say(tag + " OK done")
            return True
        return False
    server, driver = fake(folder, twist=twist)
    tap.equal(driver.step(), (540, 3), "UIDs in any order, and one twice, are taken once each")
    server.twist = lambda *_: False
    server.mails[9] = b"Subject: 9\r\n\r\n"
    driver.step(NOW + 1)
    server.mails[7] = b"Subject: 7, late\r\n\r\n"
    driver.step(NOW + 2)
    driver.step(NOW + 700)
    tap.check(7 in driver.raws(), "a UID that appears below the cursor is found at the next look back")
    driver.end()


def test_logins(folder):
    rows = (
        ("LOGIN where there is no SASL, with quotes in the password", "IMAP4rev1", 3),
        ("AUTHENTICATE PLAIN without SASL-IR", "IMAP4rev1 AUTH=PLAIN", 3),
        ("LOGINDISABLED: the password stays here", "IMAP4rev1 LOGINDISABLED", 0),
    )
    for label, capabilities, stored in rows:
        server, driver = fake(folder, capabilities=capabilities)
        got = driver.step()
        tap.check(got[1] == stored and (stored or not server.logins), label, (got, server.heard))
        if stored:
            tap.equal(got[0], 60, "%s: no IDLE, so it is polled" % capabilities)
        driver.end()

    def asks_login(link, tag, verb, rest):
        if verb == "AUTHENTICATE":
            link.say("+ VXNlcm5hbWU6")
            user = base64.b64decode(link.line()).decode()
            link.say("+ UGFzc3dvcmQ6")
            good = (user, base64.b64decode(link.line()).decode()) == ("user", PASSWORD)
            link.say(tag + (" OK in" if good else " NO wrong"))
            return True
        return False
    server, driver = fake(folder, twist=asks_login, capabilities="IMAP4rev1 AUTH=LOGIN")
    tap.equal(driver.step()[1], 3, "AUTHENTICATE LOGIN")
    driver.end()


def ladder(driver, steps):
    """The waits after each failure, each step made exactly when it is due."""
    now, waits = NOW, []
    for _ in range(steps):
        wait, _ = driver.step(now)
        waits.append(wait)
        now += wait
    return waits


def test_refusals(folder):
    server, driver = fake(folder, twist=lambda link, tag, verb, rest: verb == "AUTHENTICATE" and (
        link.say(tag + " NO [AUTHENTICATIONFAILED] wrong password for user@mail.test") or True))
    tap.equal(ladder(driver, 5), [60, 300, 900, 3600, 3600], "a refused login is asked for after 1, 5, 15, 60 min")
    heard = len(server.heard)
    driver.step(NOW + 1)
    tap.equal(len(server.heard), heard, "and not a second sooner, whoever calls")
    tap.check("wrong password" in driver.trouble(), "the status has the server's own words", driver.trouble())
    tap.check("mail.test" not in open(driver.log).read() and "error=login" in open(driver.log).read(),
              "the log has not")
    server.twist = lambda *_: False
    tap.equal(driver.step(NOW + 9000), (540, 3), "when the password is right again, it goes on")
    tap.equal(driver.trouble(), "", "and the status is clear")
    driver.end()

    server, driver = fake(folder, twist=lambda link, tag, verb, rest: verb == "EXAMINE" and (
        link.say(tag + " NO EXAMINE Unsafe Login. Please contact kefu@mail.test for help") or True))
    tap.equal(ladder(driver, 4), [60, 300, 900, 3600], "an Unsafe Login is not hammered either")
    tap.check("error=unsafe-login" in open(driver.log).read() and "authorization code" in driver.trouble(),
              "and is told apart from a wrong password, with a cure", driver.trouble())
    driver.end()

    server, driver = fake(folder, twist=lambda link, tag, verb, rest: verb == "EXAMINE" and (
        link.say(tag + " NO no such mailbox") or True), box="没有")
    tap.equal(driver.step(), (60, 0), "a folder that is not there")
    tap.check('EXAMINE "&bKFnCQ-"' in server.heard[-2] + server.heard[-1], "is asked for in modified UTF-7", server.heard)
    driver.end()

    server, driver = fake(folder, twist=lambda link, tag, verb, rest: verb == "AUTHENTICATE" and (
        link.say(tag + " NO [UNAVAILABLE] try later") or True))
    tap.equal(ladder(driver, 5), [5, 15, 60, 300, 300], "a server that is unavailable is tried again soon")
    driver.end()


# ---- mails that come strangely -------------------------------------------------------------------------------


def test_hijack(folder):
    evil = (b"Subject: x\r\n\r\nc1 OK done\r\nc2 OK done\r\n" + b"".join(b"c%d OK done\r\n" % i for i in range(3, 40)) +
            b")\r\n* 1 FETCH (UID 2 BODY[] {3}\r\nabc)\r\n* BYE\r\n* 1 FETCH (UID 3 BODY[] {99999999999}\r\n")
    mails = {1: evil, 2: MAILS[2], 3: MAILS[3]}
    _, driver = fake(folder, mails)
    tap.equal(driver.step(), (540, 3), "text that looks like answers ends no command")
    tap.equal(driver.raws(), mails, "and every mail is what it is")
    driver.end()


def test_unsolicited(folder):
    def twist(link, tag, verb, rest):
        if verb == "UID FETCH" and "BODY" in rest:
            uids, items = link.server.asked(rest)
            for uid in uids:
                link.say("* %d FETCH (FLAGS (\\Seen))" % uid)
                link.say("* %d FETCH (UID %d FLAGS (\\Seen \\Recent))" % (uid, uid))
                link.say("* 17 EXISTS")
                link.fetch_one(uid, items, reverse=True)
                link.say("* %d FETCH (FLAGS ())" % uid)
            link.say(tag + " OK done")
            return True
        return False
    _, driver = fake(folder, twist=twist)
    tap.equal(driver.step(), (540, 3), "flags told in between do not harm, nor UID after the body")
    tap.equal(driver.raws(), MAILS, "bodies are whole")
    driver.end()


def body_twist(answer):
    """Lets answer(link, uid, items) speak for mail 2; the others come as they should."""
    def twist(link, tag, verb, rest):
        if verb != "UID FETCH" or ("BODY" not in rest and not getattr(answer, "facts_too", False)):
            return False
        uids, items = link.server.asked(rest)
        for uid in uids:
            if uid != 2:
                link.fetch_one(uid, items)
            elif answer(link, uid, items):
                return True
        link.say(tag + " OK done")
        return True
    return twist


def until_settled(driver, steps=12):
    """Steps when due, until the cursor is behind all mails."""
    now = NOW
    for _ in range(steps):
        now += driver.step(now)[0]
        if driver.cursor() == 4:
            break
    return now - NOW


def test_trouble(folder):
    def missing(link, uid, items):
        pass

    def wrong_uid(link, uid, items):
        link.fetch_one(uid, items, said=99)

    def nil(link, uid, items):
        link.say("* 2 FETCH (UID 2 BODY[] NIL)")

    def empty(link, uid, items):
        link.send(b"* 2 FETCH (UID 2 BODY[] {0}\r\n)\r\n")

    def no_uid(link, uid, items):
        link.send(b"* 2 FETCH (BODY[] {3}\r\nabc)\r\n")

    def giant(link, uid, items):
        link.send(b"* 2 FETCH (UID 2 BODY[] {99999999999}\r\n" + b"x" * 100000)

    def cut(link, uid, items):
        link.send(b"* 2 FETCH (UID 2 BODY[] {30}\r\nSubject")
        link.say("* BYE")
        link.close()
        return True

    def broken(link, uid, items):
        link.say("* 2 FETCH (UID 2 BODY[] (")

    for answer, label in ((missing, "a body that never comes"), (wrong_uid, "a body under another UID"),
                          (nil, "a body that is NIL"), (empty, "a body that is empty"),
                          (no_uid, "a body without UID"), (giant, "a literal that never ends"),
                          (cut, "a connection cut inside a literal"), (broken, "a broken response")):
        _, driver = fake(folder, twist=body_twist(answer))
        first = driver.step()
        for now in (5, 20):
            if len(driver.raws()) < 2:
                driver.step(NOW + now)
        kept = driver.raws()
        tap.check(kept == {1: MAILS[1], 3: MAILS[3]}, "%s keeps no other mail waiting" % label, (first, kept))
        until_settled(driver)
        stand_in = driver.rows("SELECT truncated, bytes FROM inbound JOIN inbound_raw USING (id) WHERE uid = 2")
        tap.check(driver.cursor() == 4 and len(stand_in) == 1 and stand_in[0][0] == 1 and
                  (b"X-Complaintd-Unreadable" in stand_in[0][1] or stand_in[0][1] == MAILS[2]),
                  "P4, P8: %s ends as a mail that says it is not whole" % label, (driver.cursor(), stand_in))
        driver.end()


def test_passing_trouble(folder):
    times = []

    def at_first(link, uid, items):
        times.append(1)
        if len(times) < 3:
            link.say("* 2 FETCH (UID 2 BODY[] NIL)")
        else:
            link.fetch_one(uid, items)
    _, driver = fake(folder, twist=body_twist(at_first))
    tap.equal(driver.step()[1], 2, "a mail that does not come at first")
    until_settled(driver)
    tap.equal(driver.raws(), MAILS, "is whole when it comes")
    driver.end()

    def refuse_batch(link, tag, verb, rest):
        if verb == "UID FETCH" and "BODY" in rest and "," in rest:
            link.say(tag + " NO [SERVERBUG] internal error")
            return True
        return False
    _, driver = fake(folder, twist=refuse_batch)
    driver.step()
    tap.equal(driver.raws(), MAILS, "a NO to a batch: each mail is asked for by itself")
    driver.end()

    server, driver = fake(folder)

    def gone(link, tag, verb, rest):
        if verb == "UID SEARCH":
            link.say("* SEARCH 1 2 3")
            link.server.mails.pop(2, None)
            link.say(tag + " OK done")
            link.server.twist = lambda *_: False
            return True
        return False
    server.twist = gone
    driver.step()
    tap.check(sorted(driver.raws()) == [1, 3] and driver.cursor() == 4, "a mail that is deleted meanwhile is gone")
    driver.end()


def test_sizes(folder):
    for label, said, truncated in (("shorter than the server said", 100, 1), ("longer than the server said", 5, 0)):
        def lie(link, uid, items):
            link.fetch_one(uid, items, size=said)
        lie.facts_too = True
        _, driver = fake(folder, twist=body_twist(lie))
        tap.equal(driver.step()[1], 2, "P8: a body %s is not taken as it comes" % label)
        until_settled(driver)
        row = driver.rows("SELECT bytes, truncated FROM inbound JOIN inbound_raw USING (id) WHERE uid = 2")
        tap.equal(row, [(MAILS[2], truncated)], "P9: %s again and again: kept, and marked if bytes lack" % label)
        driver.end()

    big = b"Subject: big\r\n\r\n" + b"0123456789" * 30000
    header = b"X-Long: " + b"h" * 900 + b"\r\n"
    long_header = header * 100 + b"Subject: x\r\n\r\n" + b"y" * 30000
    for label, raw, want in (("a mail above the limit: its first 64 kB", big, big[:65536]),
                             ("a header above 64 kB: the header", long_header, header * 100 + b"Subject: x\r\n\r\n")):
        _, driver = fake(folder, {2: raw, 3: MAILS[3]}, limit=100_000)
        driver.step()
        row = driver.rows("SELECT bytes, truncated, full_size FROM inbound JOIN inbound_raw USING (id) WHERE uid = 2")
        tap.check(row == [(want, 1, len(raw))], label, [(len(r[0]), r[1:]) for r in row])
        driver.end()

    quoted = {2: b"Subject: q\n\nquoted \"text\" \\"}

    def as_quoted(link, uid, items):
        text = link.server.mails[2].replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b" ")
        link.send(b'* 2 FETCH (UID 2 BODY[] "%s")\r\n' % text)
    _, driver = fake(folder, quoted, twist=body_twist(as_quoted))
    driver.step()
    tap.equal(driver.raws(), {2: quoted[2].replace(b"\n", b" ")}, "a body as a quoted string")
    driver.end()


def test_memory(folder):
    raw = b"Subject: big\r\n\r\n" + b"0123456789abcde\n" * (23 * 65536)
    _, driver = fake(folder, {1: raw}, patience=10)
    tap.equal(driver.step(), (540, 1), "a mail of 23 MB")
    status = open("/proc/%d/status" % driver.process.pid).read()
    anonymous = int(next(l.split()[1] for l in status.splitlines() if l.startswith("RssAnon")))
    tap.check(driver.raws() == {1: raw}, "is stored byte for byte")
    print("# anonymous memory after it: %d kB (with sanitizers where built so)" % anonymous)
    tap.equal([n for n in os.listdir(driver.folder) if n.startswith(".spool")], [], "and leaves no file behind")
    driver.end()


# ---- servers that stop making sense --------------------------------------------------------------------------


def test_servers(folder):
    def stall(link, tag, verb, rest):
        return verb == "UID SEARCH"

    def giant_line(link, tag, verb, rest):
        if verb == "UID SEARCH":
            link.send(b"* OK " + b"x" * 1_000_000)
        return verb == "UID SEARCH"

    def drip(link, tag, verb, rest):
        if verb == "UID SEARCH":
            for _ in range(200):
                link.send(b"*")
                time.sleep(0.02)
        return verb == "UID SEARCH"

    def bye(link, tag, verb, rest):
        if verb == "UID SEARCH":
            link.say("* BYE overloaded")
            link.close()
        return verb == "UID SEARCH"

    def foreign_tag(link, tag, verb, rest):
        if verb == "UID SEARCH":
            link.say("c999 OK done")
        return verb == "UID SEARCH"

    def no_numbers(link, tag, verb, rest):
        if verb == "UID SEARCH":
            link.say("* SEARCH 1 2 x")
            link.say(tag + " OK done")
        return verb == "UID SEARCH"

    def refuse(link, tag, verb, rest):
        if verb == "UID SEARCH":
            link.say(tag + " BAD what?")
        return verb == "UID SEARCH"

    for twist, word in ((stall, "silent"), (giant_line, "protocol"), (drip, "silent"), (bye, "unreachable"),
                        (foreign_tag, "protocol"), (no_numbers, "protocol"), (refuse, "refused")):
        server, driver = fake(folder, twist=twist)
        start = time.monotonic()
        got = driver.step()
        took = time.monotonic() - start
        tap.check(got == (5, 0) and "error=" + word in open(driver.log).read() and took < 8,
                  "%s: given up as %s" % (twist.__name__, word), (got, took, open(driver.log).read()))
        server.twist = lambda *_: False
        tap.equal(driver.step(NOW + 5), (540, 3), "%s: and it goes on when the server does" % twist.__name__)
        driver.end()


def test_idle(folder):
    server, driver = fake(folder)
    driver.step()

    def deliver(link, tag, verb, rest):
        if verb == "IDLE":
            link.say("+ idling")
            time.sleep(0.1)
            link.server.mails[9] = b"Subject: nine\r\n\r\n"
            link.say("* 1 RECENT")
            link.say("* 4 EXISTS")
            link.line()
            link.say(tag + " OK done")
        return verb == "IDLE"
    server.twist = deliver
    waited = int(driver.say("wait 5").split()[1])
    tap.check(waited < 2500, "IDLE ends when mail comes", waited)
    tap.equal(driver.step(NOW + 1)[1], 1, "and it is taken in")
    server.twist = lambda *_: False
    waited = int(driver.say("wait 1").split()[1])
    tap.check(waited <= 2500, "IDLE ends when its time is over", waited)

    def hang_up(link, tag, verb, rest):
        if verb == "UID SEARCH":
            link.server.twist = lambda *_: False
            link.close()
            return True
        return False
    server.twist = hang_up
    server.mails[10] = b"Subject: ten\r\n\r\n"
    tap.equal(driver.step(NOW + 2)[1], 1, "a connection that was closed meanwhile is made anew at once")
    driver.end()

    def noise(link, tag, verb, rest):
        if verb == "IDLE":
            link.say("+ idling")
            link.say("* 3 EXISTS")
            link.line()
            link.say(tag + " OK done")
        return verb == "IDLE"
    server, driver = fake(folder, twist=noise)
    driver.process.stdin.write("loop\n")
    time.sleep(1)
    driver.process.stdin.write("stop\n")
    driver.process.stdout.readline()
    searches = sum("SEARCH" in h for h in server.heard)
    tap.check(2 <= searches <= 6, "a server that says EXISTS without end is not asked without end", searches)
    driver.end()

    def drop(link, tag, verb, rest):
        if verb == "IDLE":
            link.close()
        return verb == "IDLE"
    server, driver = fake(folder, twist=drop)
    driver.process.stdin.write("loop\n")
    time.sleep(1)
    driver.process.stdin.write("stop\n")
    driver.process.stdout.readline()
    tap.check(server.logins <= 2, "a server that hangs up on IDLE is not logged in to without end", server.logins)
    driver.end()


def test_stop(folder):
    server, driver = fake(folder, patience=60)
    driver.process.stdin.write("loop\n")
    end = time.monotonic() + 20
    while not (server.heard and server.heard[-1].endswith("IDLE")) and time.monotonic() < end:
        time.sleep(0.01)
    start = time.monotonic()
    driver.process.stdin.write("stop\n")
    tap.equal(driver.process.stdout.readline().strip(), "ran", "told to stop inside IDLE")
    tap.check(time.monotonic() - start < 2 and server.heard[-1].endswith("LOGOUT"),
              "it takes its leave at once", server.heard[-3:])
    driver.end()
    server, driver = fake(folder, twist=lambda link, tag, verb, rest: verb == "UID SEARCH", patience=60)
    driver.process.stdin.write("loop\n")
    time.sleep(0.3)
    start = time.monotonic()
    driver.process.stdin.write("stop\n")
    driver.process.stdout.readline()
    tap.check(time.monotonic() - start < 3, "told to stop while a server is silent")
    driver.end()


# ---- a real server -------------------------------------------------------------------------------------------


def test_dovecot(lab, folder):
    env, user = lab.env, "complaints@school.test"
    real = dict(user=user, secret=env["LAB_PASSWORD_FILE"], ca=env["LAB_CA"], patience=5)
    lab.post.write("learner@mail.test", user, "投诉", "老师迟到")
    (_, raw), = lab.post.mails(user)
    rows = (
        ("TLS from the start", "LAB_IMAPS", "implicit", "plain", {}),
        ("STARTTLS", "LAB_IMAP", "starttls", "plain", {}),
        ("AUTHENTICATE LOGIN", "LAB_IMAPS", "implicit", "login", {}),
        ("XOAUTH2", "LAB_IMAPS", "implicit", "xoauth2", {"secret": env["LAB_TOKEN_FILE"]}),
        ("clear text on this machine", "LAB_IMAP", "none", "plain", {}),
    )
    for label, port, tls, auth, changes in rows:
        driver = Driver(folder, "localhost", env[port], tls, auth, **(real | changes))
        driver.step()
        tap.equal(driver.raws(), {1: raw}, label)
        driver.end()
    rows = (
        ("an unknown authority", "localhost", "LAB_IMAPS", "implicit", "plain", {"ca": env["LAB_OTHER_CA"]}, "tls"),
        ("an unknown authority behind STARTTLS", "localhost", "LAB_IMAP", "starttls", "plain",
         {"ca": env["LAB_OTHER_CA"]}, "tls"),
        ("the system's authorities do not know the lab's", "localhost", "LAB_IMAPS", "implicit", "plain", {"ca": "-"}, "tls"),
        ("another host than the certificate's", "127.0.0.1", "LAB_IMAPS", "implicit", "plain", {}, "tls"),
        ("TLS to a port that speaks clear text", "localhost", "LAB_IMAP", "implicit", "plain", {}, "tls"),
        ("a certificate file that is not there", "localhost", "LAB_IMAPS", "implicit", "plain", {"ca": "/nowhere"}, "tls"),
        ("clear text to another machine", "192.0.2.1", "LAB_IMAP", "none", "plain", {}, "tls"),
        ("a wrong password", "localhost", "LAB_IMAPS", "implicit", "plain", {"secret": env["LAB_TOKEN_FILE"]}, "login"),
        ("a wrong token", "localhost", "LAB_IMAPS", "implicit", "xoauth2", {}, "login"),
        ("a password file that others may read", "localhost", "LAB_IMAPS", "implicit", "plain",
         {"secret": env["LAB_CA"]}, "login"),
        ("nobody listens", "localhost", None, "implicit", "plain", {}, "unreachable"),
    )
    for label, host, port, tls, auth, changes, word in rows:
        driver = Driver(folder, host, env[port] if port else 1, tls, auth, **(real | changes))
        got = driver.step()
        log = open(driver.log).read()
        tap.check(got[1] == 0 and "error=" + word in log, "P28: %s is refused as %s" % (label, word), log)
        driver.end()

    driver = Driver(folder, "localhost", env["LAB_IMAPS"], "implicit", **(real | {"box": "已处理"}))
    got = driver.step()
    tap.check(got == (540, 0), "a folder with a Chinese name", lambda: (got, open(driver.log).read(), driver.trouble()))
    driver.end()

    driver = Driver(folder, "localhost", env["LAB_IMAPS"], "implicit", **real)
    driver.step()
    done = threading.Thread(target=lambda: (time.sleep(0.3), lab.post.write("learner@mail.test", user, "next", "x")))
    done.start()
    waited = int(driver.say("wait 10").split()[1])
    done.join()
    tap.check(waited < 3000 and driver.step(NOW + 1)[1] == 1, "IDLE: mail is noticed when it arrives",
              lambda: (waited, open(driver.log).read()))
    print("# arrival noticed after %d ms, with 300 ms before sending and Dovecot's own delay of 500 ms" % waited)
    driver.end()
    seen = [row[1] for row in lab.post.list(user)]
    tap.check(not any("Seen" in flags for flags in seen), "P10: \\Seen is as it was", seen)


def test_backlog(lab, folder):
    env, count = lab.env, int(os.environ.get("INTAKE_BACKLOG", "2000"))
    user = "bench@school.test"
    lab.servers.fill(lab.directory, user, count)
    real = dict(user=user, secret=env["LAB_PASSWORD_FILE"], ca=env["LAB_CA"], patience=20)
    driver = Driver(folder, "localhost", env["LAB_IMAPS"], "implicit", **real)
    driver.process.stdin.write("loop\n")
    end = time.monotonic() + 20
    while not os.path.exists(driver.database) and time.monotonic() < end:
        time.sleep(0.01)
    for _ in range(3):  # P1
        time.sleep(0.15)
        driver.process.send_signal(signal.SIGKILL)
        driver.process.wait()
        driver.start()
        driver.process.stdin.write("loop\n")
    driver.process.stdin.write("stop\n")
    driver.process.stdout.readline()
    driver.end()
    driver.start()
    start = time.monotonic()
    got = driver.step()
    took = time.monotonic() - start
    stored = driver.rows("SELECT count(*), count(DISTINCT uid), sum(fate = 'waiting') FROM inbound")
    tap.equal(stored, [(count, count, count)], "P1: killed three times in a backlog, every mail is stored once")
    print("# %d of %d mails in %.2f s in the last run" % (got[1], count, took))
    driver.end()

    driver = Driver(folder, "localhost", env["LAB_IMAPS"], "implicit", **real)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    driver.step()
    took = time.monotonic() - start
    driver.end()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    tap.equal(driver.rows("SELECT count(*) FROM inbound"), [(count,)], "%d mails in one step" % count)
    print("# %.0f mails/s, %.3f ms CPU a mail (with sanitizers where built so)" % (count / took, cpu * 1000 / count))


def test_full_disk(folder):
    place = tempfile.mkdtemp(dir=folder)
    label = "P32: a full disk stops intake, and room lets it go on"
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160M", "tmpfs", place], stderr=subprocess.DEVNULL).returncode:
        print("# not tested, no right to mount: " + label)
        return
    try:
        mails = {u: b"Subject: %d\r\n\r\n" % u + os.urandom(500_000).hex().encode() for u in range(1, 41)}
        server, driver = fake(folder, mails, database=os.path.join(place, "db"), patience=10)
        with open(os.path.join(place, "filler"), "wb") as f:
            f.truncate(0)
            f.write(bytes(150_000_000))
        got = driver.step()
        tap.check(got == (60, 0) and not server.connections and "disk" in driver.trouble(),
                  "P32: without room nothing is fetched, and the status says so", (got, driver.trouble()))
        os.truncate(os.path.join(place, "filler"), 130_000_000)
        got = driver.step(NOW + 60)  # room to begin, not to end
        tap.check(got[0] == 60 and "disk" in driver.trouble(), "P32: the disk fills while mails are stored",
                  (got, open(driver.log).read()))
        os.truncate(os.path.join(place, "filler"), 0)
        driver.step(NOW + 120)
        tap.check(driver.raws() == mails and driver.trouble() == "", label, open(driver.log).read())
        driver.end()
    finally:
        subprocess.run(["umount", "-l", place], check=False)


def main():
    # In memory where there is such a place: what a disk's fsync costs is not the matter here.
    folder = tempfile.mkdtemp(prefix="intake.", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    wanted = sys.argv[2:]
    try:
        for test in (test_plain, test_only_new, test_uid_validity, test_order, test_logins, test_refusals, test_hijack,
                     test_unsolicited, test_trouble, test_passing_trouble, test_sizes, test_memory, test_servers,
                     test_idle, test_stop, test_full_disk):
            if not wanted or test.__name__.removeprefix("test_") in wanted:
                test(folder)
        if not wanted or "dovecot" in wanted:
            with tap.Lab() as lab:
                test_dovecot(lab, folder)
                test_backlog(lab, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    tap.done()


main()
