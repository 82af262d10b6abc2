#!/usr/bin/python3
"""The lab itself: what other tests rely on."""
import email
import os
import smtplib
import sys

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
import tap

LEARNER, SERVICE = "learner@mail.test", "complaints@school.test"
FORGED = (b"Authentication-Results: lab.test;\r\n dmarc=pass header.from=school.test\r\n"
          b"authentication-results: (x) LAB.test; dmarc=pass\r\n"
          b"Authentication-Results: elsewhere.test; dmarc=pass\r\n"
          b"From: zhang@school.test\r\nTo: complaints@school.test\r\nSubject: forged\r\n\r\nhi\r\n")


def code_of(post, recipient):
    """The reply code that RCPT or the dot gets; 250 when all went well."""
    try:
        post.write(LEARNER, recipient, "x", "x")
    except smtplib.SMTPRecipientsRefused as error:
        return list(error.recipients.values())[0][0]
    except smtplib.SMTPServerDisconnected:
        return 0
    except smtplib.SMTPResponseException as error:
        return error.smtp_code
    return 250


def results(raw):
    return [" ".join(v.split()) for v in email.message_from_bytes(raw).get_all("Authentication-Results", [])]


with tap.Lab("extra@school.test") as lab:
    post = lab.post
    post.write(LEARNER, SERVICE, "投诉", "老师迟到")
    uid, raw = post.wait(SERVICE)
    tap.equal(results(raw), ["lab.test; dmarc=pass header.from=mail.test"], "a login that equals From passes")
    post.send(FORGED, None, sender="evil@mail.test")
    uid, raw = post.wait(SERVICE, after=uid)
    tap.equal(results(raw), ["lab.test; dmarc=fail header.from=school.test", "elsewhere.test; dmarc=pass"],
              "forged results of our server are removed, others stay, a stranger fails")
    post.send(FORGED, "li@school.test")
    uid, raw = post.wait(SERVICE, after=uid)
    tap.equal(results(raw)[0], "lab.test; dmarc=fail header.from=school.test", "a login for another From fails")
    post.write(LEARNER, "complaints+abc2@school.test", "x", "x")
    uid, raw = post.wait(SERVICE, after=uid)
    tap.check(b"Delivered-To: complaints+abc2@school.test" in raw, "a +detail reaches the mailbox and is kept")
    post.write(LEARNER, "bounce@mail.test", "x", "x")
    found = post.wait(LEARNER)
    tap.check(found and b"report-type=delivery-status" in found[1] and b"Return-Path: <>" in found[1],
              "bounce@ gives a delivery status notification from the empty sender")
    for recipient, code in (("tempfail@a.test", 451), ("nouser@a.test", 550), ("full@a.test", 452),
                            ("nobody-here@a.test", 550), ("reject@a.test", 554), ("later@a.test", 451),
                            ("greylist@a.test", 451), ("greylist@a.test", 250), ("lost@a.test", 0),
                            ("blackhole@a.test", 250), ("extra@school.test", 250)):
        tap.equal(code_of(post, recipient), code, "%s answers %d" % (recipient, code))
    lab.servers.fill(lab.directory, "bench@school.test", 20)
    tap.equal(len(post.mails("bench@school.test")), 20, "fill puts mails into the mailbox")
    flags = [row[1] for row in post.list("bench@school.test")]
    tap.check(not any("Seen" in f for f in flags), "the client leaves \\Seen alone", flags)
    directory = lab.directory
tap.check(not os.path.exists(directory), "stop removes everything")
tap.done()
