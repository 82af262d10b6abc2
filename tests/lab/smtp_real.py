#!/usr/bin/env python3
"""The SMTP transport against the mail lab: TLS, logins, real replies. TAP.

usage: smtp_real.py PROGRAM, the program being smtp_send."""
import functools
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
import smtp_driver
import tap
from smtp_driver import LETTER, file
from tap import check, equal

Sender = functools.partial(smtp_driver.Sender, sys.argv[1])
US, LEARNER = "complaints@school.test", "learner@mail.test"
WRONG = file("wrong", b"not-it\n")

with tap.Lab() as lab:
    env = lab.env

    def server(tls, **more):
        """One way in that works, unless `more` says otherwise."""
        port = env["LAB_SMTPS"] if tls == "implicit" else env["LAB_SMTP"]
        ways = dict(host="localhost", tls=tls, ca=env["LAB_CA"], user=US, secret=env["LAB_PASSWORD_FILE"],
                    patience=5000)
        return Sender(port, **{**ways, **more})

    def events(name, *members):
        """What the server noted, one tuple an event."""
        with open(os.path.join(lab.directory, "log", "smtp.log")) as log:
            found = [event for event in map(json.loads, log) if event["event"] == name]
        return [tuple(event[member] for member in members) for event in found]

    for label, tls, auth in [
        ("TLS from the start", "implicit", "plain"),
        ("STARTTLS", "starttls", "plain"),
        ("AUTH LOGIN", "implicit", "login"),
        ("AUTH LOGIN after STARTTLS", "starttls", "login"),
    ]:
        before = len(list(lab.post.list(LEARNER)))
        with server(tls, auth=auth) as sender:
            equal(sender.send(recipient=LEARNER)[:2], ("accepted", 250), label)
            equal(sender.send(recipient=LEARNER)[:2], ("accepted", 250), "  and on the same connection")
        equal(len(list(lab.post.list(LEARNER))), before + 2, "  the learner has both")

    # Its `tls` is STARTTLS alone: the port of implicit TLS has no other way in.
    sent = events("data", "peer", "login", "tls")
    equal([event[1:] for event in sent], [(US, False)] * 2 + [(US, True)] * 2 + [(US, False)] * 2 + [(US, True)] * 2,
          "each was sent logged in, and within TLS where it began in the clear")
    equal(len({peer for peer, _, _ in sent}), 4, "two a connection")
    equal(len(events("auth", "login")), 4, "with one login a connection")
    _, raw = lab.post.wait(LEARNER)
    check(raw.rstrip().endswith(b"hello"), "the letter arrived as it was", raw.decode("utf-8", "replace"))

    for label, tls, more, result in [
        ("another CA", "implicit", {"ca": env["LAB_OTHER_CA"]}, "unreached"),
        ("another CA after STARTTLS", "starttls", {"ca": env["LAB_OTHER_CA"]}, "unreached"),
        ("the system's CAs, which do not know this one", "implicit", {"ca": "-"}, "unreached"),
        ("a wrong password", "implicit", {"secret": WRONG}, "login"),
        ("a wrong password after STARTTLS", "starttls", {"secret": WRONG}, "login"),
        ("a password file that is not there", "implicit", {"secret": "/nowhere"}, "login"),
        ("TLS from the start where it begins in the clear", "implicit", {"port": env["LAB_SMTP"]}, "unreached"),
    ]:
        port = more.pop("port", env["LAB_SMTPS" if tls == "implicit" else "LAB_SMTP"])
        ways = dict(host="localhost", tls=tls, ca=env["LAB_CA"], user=US, secret=env["LAB_PASSWORD_FILE"],
                    patience=2000)
        with Sender(port, **{**ways, **more}) as sender:
            got = sender.send(recipient=LEARNER)
            equal(got[0], result, label)
            check("lab-secret" not in got[3] and "not-it" not in got[3], "  no secret is told", got)

    with server("implicit") as sender:
        for recipient, result, code in [
            ("tempfail@mail.test", "later", 451),
            ("nouser@mail.test", "refused", 550),
            ("full@mail.test", "later", 452),
            ("reject@mail.test", "refused", 554),
            ("later@mail.test", "later", 451),
            ("greylist@mail.test", "later", 451),
            ("greylist@mail.test", "accepted", 250),
            (LEARNER, "accepted", 250),
        ]:
            equal(sender.send(recipient=recipient)[:2], (result, code), f"{recipient}: {result}")

    with server("implicit", patience=300) as sender:
        equal(sender.send(recipient="hang@mail.test")[:2], ("later", 0), "a recipient that is never answered")
        equal(sender.send(recipient="lost@mail.test")[:2], ("uncertain", 0), "a dot that is never answered")
        equal(sender.send(recipient=LEARNER)[:2], ("accepted", 250), "and the next one goes out")

    # A password that was changed while the connection was kept is read anew.
    secret = file("changing", open(env["LAB_PASSWORD_FILE"], "rb").read())
    with server("implicit", secret=secret) as sender:
        sender.send(recipient=LEARNER)
        file("changing", b"not-it\n")
        equal(sender.send(recipient=LEARNER)[0], "accepted", "a kept connection needs no password")
        sender.ask("rest")
        equal(sender.send(recipient=LEARNER)[0], "login", "a new one reads it anew")
        file("changing", open(env["LAB_PASSWORD_FILE"], "rb").read())
        equal(sender.send(recipient=LEARNER)[0], "accepted", "and again when it is put right")

tap.done()
