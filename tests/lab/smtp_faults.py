#!/usr/bin/env python3
"""The SMTP transport against servers that refuse, hang, cut and lie. TAP.

usage: smtp_faults.py PROGRAM, the program being smtp_send."""
import base64
import functools
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
import smtp_driver
from bad_smtp import BadServer
from smtp_driver import LETTER, file
from tap import check, done, equal

Sender = functools.partial(smtp_driver.Sender, sys.argv[1])
LARGE = file("large", b"Subject: x\r\n\r\n" + (b"x" * 74 + b"\r\n") * 400_000)
DOTS = file("dots", b"Subject: x\r\n\r\n.\r\n..\r\n.x\r\n\r\n.\r\nQUIT\r\n.\r\n")
SECRET = file("secret", b"secret\n")


def greeted(reply_to, reply):
    """A script that behaves until `reply_to`, then says `reply` and goes on behaving."""
    def script(c):
        c.greet()
        c.expect("MAIL", reply if reply_to == "MAIL" else "250 ok")
        if reply_to == "MAIL":
            return c.expect("NEVER", "")
        c.expect("RCPT", reply if reply_to == "RCPT" else "250 ok")
        if reply_to == "RCPT":
            return c.expect("NEVER", "")
        c.expect("DATA", reply if reply_to == "DATA" else "354 go on")
        if reply_to == "DATA":
            return c.expect("NEVER", "")
        c.data()
        c.say(reply)
        # RFC 5321 would let the next MAIL in; servers that keep the old transaction say 503.
        c.expect("NEVER", "")
        return None
    return script


def good(c):
    c.greet()
    while True:
        c.accept()


# ---- what the server says: (label, at, reply, result, code) ----
for label, at, reply, result, code in [
    ("a recipient refused for good", "RCPT", "550 5.1.1 no such user", "refused", 550),
    ("a recipient refused for now", "RCPT", "451 4.7.1 greylisted", "later", 451),
    ("a full mailbox", "RCPT", "452 4.2.2 mailbox full", "later", 452),
    ("the server goes away at the recipient", "RCPT", "421 4.3.2 going down", "later", 421),
    ("not logged in after all", "RCPT", "530 5.7.0 authentication required", "login", 530),
    ("our address refused", "MAIL", "553 5.7.1 mail from must equal authorized user", "login", 553),
    ("our address refused for now", "MAIL", "451 4.7.1 too many mails", "unreached", 451),
    ("the letter is too large", "MAIL", "552 5.3.4 too large", "refused", 552),
    ("DATA refused", "DATA", "554 5.5.1 no valid recipients", "refused", 554),
    ("the letter refused for good", "dot", "554 5.7.1 content rejected", "refused", 554),
    ("the letter refused for now", "dot", "452 4.3.1 no space", "later", 452),
    ("several lines of reply", "dot", "550-5.7.1 first\r\n550-5.7.1 second\r\n550 5.7.1 third", "refused", 550),
]:
    server = BadServer(greeted(at, reply), good)
    with Sender(server.port) as sender:
        got = sender.send()
        equal(got[:2], (result, code), label)
        equal(got[3], " ".join(line[4:] for line in reply.split("\r\n")), "  in the server's words")
        equal(sender.send()[:2], ("accepted", 250), "  the next letter goes out")
        equal(server.connections, 2, "  on a new connection")
    server.close()



# ---- XOAUTH2: no SMTP server that the lab installs offers it, so a fake says what Gmail and Outlook document ----
def with_token(verdict):
    """Hears AUTH XOAUTH2, keeps what it was given; `verdict`: "good", or the JSON of a refusal in its challenge."""
    def script(c):
        c.greet()
        while not c.hear().startswith(b"EHLO"):
            pass
        c.say("250-bad.test\r\n250 AUTH PLAIN LOGIN XOAUTH2")
        words = c.hear().decode().split(" ")
        if len(words) == 2:
            c.say("334 ")
            words.append(c.hear().decode())
        c.server.lines.append(base64.b64decode(words[2]).decode())
        if verdict != "good":
            c.say("334 " + base64.b64encode(verdict.encode()).decode())
            c.hear()
            c.say("535 5.7.8 Username and Password not accepted")
            return c.expect("NEVER", "")
        c.say("235 2.7.0 Accepted")
        c.accept()
        return c.expect("NEVER", "")
    return script


server = BadServer(with_token("good"))
with Sender(server.port, user="complaints@school.test", secret=SECRET, auth="xoauth2") as sender:
    equal(sender.send()[:2], ("accepted", 250), "a bearer token lets us in")
    equal(server.lines[0], "user=complaints@school.test\x01auth=Bearer secret\x01\x01", "  said as XOAUTH2 wants it")
    equal(server.letters[0], open(LETTER, "rb").read(), "  and the letter goes out")
server.close()
server = BadServer(with_token('{"status":"401","schemes":"bearer"}'))
with Sender(server.port, user="complaints@school.test", secret=SECRET, auth="xoauth2") as sender:
    equal(sender.send()[0], "login", "a token that is over is a refused login, no refused letter")
server.close()


def passwords_only(c):
    c.greet()
    while True:
        line = c.hear().decode()
        c.server.lines.append(line)
        c.say("250-bad.test\r\n250 AUTH PLAIN LOGIN" if line.startswith("EHLO") else "503 not now")


server = BadServer(passwords_only)
with Sender(server.port, user="complaints@school.test", secret=SECRET, auth="xoauth2") as sender:
    equal(sender.send()[0] in ("login", "unreached"), True, "a server without XOAUTH2 is no way out")
    equal([line for line in server.lines if "AUTH" in line.upper()], [], "  and gets no token in any other form")
server.close()

server = BadServer(lambda c: c.say("554 5.7.1 your address is blocked"))
with Sender(server.port) as sender:
    equal(sender.send()[:2], ("login", 554), "a greeting that refuses us")
    equal(server.connections, 1, "  is asked once")
server.close()
server = BadServer(lambda c: c.say("421 4.7.0 too many connections"))
with Sender(server.port) as sender:
    equal(sender.send()[:2], ("unreached", 421), "a greeting that has no time")
    equal(server.connections, 1, "  is asked once")
server.close()


# ---- silence and cuts ----
def silent_greeting(c):
    c.wait()


def silent_recipient(c):
    c.greet()
    c.expect("MAIL", "250 ok")
    c.expect("RCPT", "")
    c.wait()


def silent_dot(c):
    c.greet()
    c.up_to_data()
    c.data()
    c.wait()


def cut_recipient(c):
    c.greet()
    c.expect("MAIL", "250 ok")
    c.expect("RCPT", "")


def cut_data(c):
    c.greet()
    c.up_to_data()
    c.sock.recv(1000)
    c.reset()


def cut_dot(c):
    c.greet()
    c.up_to_data()
    c.data()


def half_an_answer(c):
    c.greet()
    c.up_to_data()
    c.data()
    c.sock.sendall(b"250 2.0.0 que")


def half_of_several(c):
    c.greet()
    c.up_to_data()
    c.data()
    c.say("250-2.0.0 one line")


def garbage(c):
    c.sock.sendall(b"\x00\xff\r\nhello\r\n" * 1000)


def endless_line(c):
    c.sock.sendall(b"220 " + b"x" * 3_000_000)
    c.wait()


for label, script, letter, results in [
    ("no greeting", silent_greeting, LETTER, {"unreached"}),
    ("no answer to the recipient", silent_recipient, LETTER, {"later"}),
    ("no answer to the dot", silent_dot, LETTER, {"uncertain"}),
    ("cut at the recipient", cut_recipient, LETTER, {"later"}),
    ("cut within the letter", cut_data, LARGE, {"later"}),
    ("cut after the dot", cut_dot, LETTER, {"uncertain"}),
    ("cut within the answer to the dot", half_an_answer, LETTER, {"uncertain"}),
    ("cut between the lines of that answer", half_of_several, LETTER, {"uncertain"}),
    ("not SMTP at all", garbage, LETTER, {"unreached"}),
    ("a line that never ends", endless_line, LETTER, {"unreached"}),
]:
    server = BadServer(script, good)
    with Sender(server.port) as sender:
        got = sender.send(letter)
        check(got[0] in results and got[1] == 0, label, got)
        check(got[2] < 3500, "  it does not hold us up", f"{got[2]} ms")
        equal(server.connections, 1, "  and is not tried again at once")
        equal(sender.send()[:2], ("accepted", 250), "  the next letter goes out")
    server.close()


# ---- a connection that was closed while it was idle ----
def idle_421(c):
    c.greet()
    c.accept()
    c.say("421 4.4.2 idle for too long")


def idle_close(c):
    c.greet()
    c.accept()


def closing_at_mail(c):
    c.greet()
    c.accept()
    c.expect("MAIL", "")


def always_421(c):
    c.greet()
    c.expect("MAIL", "421 4.3.2 going down")


for label, script in [("421 while idle", idle_421), ("closed while idle", idle_close),
                      ("closed at the second letter", closing_at_mail)]:
    server = BadServer(script, good)
    with Sender(server.port) as sender:
        equal(sender.send()[:2], ("accepted", 250), label)
        time.sleep(0.05)
        equal(sender.send()[:2], ("accepted", 250), "  the next letter goes out by itself")
        equal(server.connections, 2, "  on a second connection")
        equal(len(server.letters), 2, "  each once")
    server.close()

server = BadServer(idle_421, always_421)
with Sender(server.port) as sender:
    sender.send()
    time.sleep(0.05)
    equal(sender.send()[:2], ("unreached", 421), "a server that goes on closing")
    equal(server.connections, 2, "  is asked twice, no more")
server.close()


# ---- login ----
def no_login(c):
    c.greet()
    while True:
        line = c.hear().decode()
        c.server.lines.append(line)
        if line.startswith("EHLO"):
            c.say("250-bad.test\r\n250 AUTH PLAIN LOGIN XOAUTH2")
        elif line.startswith("AUTH"):
            c.say("535 5.7.8 wrong password")
        else:
            c.say("503 not now")


server = BadServer(no_login)
with Sender(server.port, user="complaints@school.test", secret=SECRET) as sender:
    got = sender.send()
    equal(got[:2], ("login", 535), "a password refused")
    check("secret" not in got[3], "  is not told in the reply", got)
    equal((server.connections, len(server.commands("MAIL"))), (1, 0), "  and tried once")
server.close()

server = BadServer(good)
with Sender(server.port, user="complaints@school.test", secret=SECRET) as sender:
    os.rename(SECRET, SECRET + "-away")
    got = sender.send()
    os.rename(SECRET + "-away", SECRET)
    equal(got[:2], ("login", 0), "a secret that cannot be read")
    equal(server.connections, 0, "  opens no connection")
server.close()

# ---- never in the clear, nowhere but where we are told ----
server = BadServer(good)
with Sender(server.port, tls="starttls", user="complaints@school.test", secret=SECRET) as sender:
    equal(sender.send()[0], "unreached", "a server without STARTTLS")
    equal(server.commands("MAIL") + server.commands("AUTH"), [], "  learns nothing")
server.close()
server = BadServer(good)
with Sender(server.port, tls="implicit") as sender:
    equal(sender.send()[0], "unreached", "a server without TLS")
    equal(server.commands("MAIL") + server.commands("EHLO"), [], "  learns nothing")
server.close()
with Sender(server.port) as sender:
    equal(sender.send()[:2], ("unreached", 0), "no server")
with Sender(25, host="192.0.2.1") as sender:
    got = sender.send()
    equal(got[:2], ("unreached", 0), "clear text to another machine")
    check(got[2] < 1000, "  is not even tried", got)

# ---- the letter itself ----
server = BadServer(good)
with Sender(server.port) as sender:
    for recipient, sent_by in [("a@mail.test\\r\\nDATA", "complaints@school.test"), ("<a@mail.test>", "-"),
                               ("a@mail.test", "b@mail.test>\\r\\nRCPT"), ("", "-")]:
        equal(sender.send(LETTER, recipient, sent_by)[:2], ("refused", 0), "an address that would be a command")
    equal(server.connections, 0, "  opens no connection")
    equal(sender.send(DOTS)[0], "accepted", "dots travel")
    equal(sender.send(LARGE)[0], "accepted", "a large letter travels")
    equal(sender.send(sender="-")[0], "accepted", "nobody is the sender of an answer to a bounce")
    equal([len(letter) for letter in server.letters], [os.path.getsize(path) for path in (DOTS, LARGE, LETTER)], "  each octet as it was")
    equal(server.letters[0], open(DOTS, "rb").read(), "  dots too")
    equal((server.connections, server.commands("EHLO")), (1, ["EHLO school.test"]), "  one connection, one greeting")
    equal(server.commands("RCPT"), ["RCPT TO:<li.lei@mail.test>"] * 3, "  one recipient each")
    equal(server.commands("MAIL")[-1].split(" SIZE")[0], "MAIL FROM:<>", "  the empty sender")
    sender.ask("rest")
    time.sleep(0.05)
    equal(server.lines[-1], "QUIT", "a rest says goodbye")
    equal(sender.send()[:2], ("accepted", 250), "and after it a letter goes out")
server.close()

# ---- stopping ----
server = BadServer(good)
with Sender(server.port) as sender:
    sender.ask("stop")
    equal(sender.send()[:2], ("accepted", 250), "a stop does not cut a letter that goes well")
server.close()

done()
