#!/usr/bin/python3
"""The running daemon as its users feel it, on the lab's Dovecot: how long from a mail's arrival to its acknowledgement,
how soon it polls when it starts on a full store, how much memory it holds idle and after a mail of 25 MB. Prints
figures, judges nothing.

    daemon.py BUILD [MAILS [CASES]]        a release build with tests/bench-store; 50 mails, 100000 cases
"""
import json
import os
import smtplib
import socket
import ssl
import statistics
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "lab"))
import tap  # noqa: E402
from desk import STAFF, Desk  # noqa: E402

BUILD = os.path.abspath(sys.argv[1])
MAILS = int(sys.argv[2]) if len(sys.argv) > 2 else 50
CASES = int(sys.argv[3]) if len(sys.argv) > 3 else 100000
USER = "complaints@school.test"


class Onlooker(threading.Thread):
    """Another client in IDLE on the same mailbox: when the server says EXISTS is when anybody could have known."""

    def __init__(self, env):
        super().__init__(daemon=True)
        context = ssl.create_default_context(cafile=env["LAB_CA"])
        plain = socket.create_connection(("localhost", int(env["LAB_IMAPS"])))
        self.socket = context.wrap_socket(plain, server_hostname="localhost")
        self.file = self.socket.makefile("rb")
        self.seen = {}  # message count → time
        self.say(f"a LOGIN {USER} {env['LAB_PASSWORD']}", b"a ")
        self.say("b EXAMINE INBOX", b"b ")
        self.say("c IDLE", b"+")

    def say(self, command, until):
        self.socket.sendall(command.encode() + b"\r\n")
        while not self.file.readline().startswith(until):
            pass

    def run(self):
        for line in self.file:
            words = line.split()
            if words[2:3] == [b"EXISTS"]:
                self.seen.setdefault(int(words[1]), time.time())

    def wait(self, count, seconds=10):
        end = time.monotonic() + seconds
        while count not in self.seen and time.monotonic() < end:
            time.sleep(0.005)
        return self.seen[count]


def acknowledged(lab, recipient, seconds=20):
    """When the lab's SMTP server had the whole of a letter to `recipient`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with open(os.path.join(lab.directory, "log", "smtp.log")) as file:
            for line in file:
                if recipient in line and '"data"' in line:
                    return json.loads(line)["at"]
        time.sleep(0.02)
    raise SystemExit(f"no letter to {recipient}")


def deliver(lab, sender, text, extra=b""):
    with smtplib.LMTP("127.0.0.1", int(lab.env["LAB_LMTP"])) as client:
        client.sendmail(sender, [USER], (
            f"From: <{sender}>\r\nTo: <{USER}>\r\nSubject: =?utf-8?B?5oqV6K+J5pWZ5a2m6LSo6YeP?=\r\n"
            f"Message-ID: <{sender}>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            f"{text}\r\n").encode() + extra)


def memory(pid, field):
    """MB of the daemon and of its worker, each by itself; what they share counts in both."""
    found = {}
    tasks = os.listdir(f"/proc/{pid}/task")
    children = " ".join(open(f"/proc/{pid}/task/{task}/children").read() for task in tasks).split()
    for name, process in [("daemon", pid), *(("worker", child) for child in children)]:
        with open(f"/proc/{process}/status") as file:
            found[name] = next(int(line.split()[1]) / 1024 for line in file if line.startswith(field + ":"))
    return found


def told(found):
    return ", ".join(f"{name} {size:.1f} MB" for name, size in found.items())


def measure_start(lab):
    desk = Desk(lab.env, BUILD, os.path.join(lab.directory, "full"))
    subprocess.run([os.path.join(BUILD, "tests", "bench-store"), "--fill", desk.folder + "/complaintd.db", str(CASES)],
                   check=True)
    began = time.monotonic()
    desk.start()
    if not desk.wait_ready(60):
        raise SystemExit(desk.log_text())
    print(f"start to first poll with {CASES} open cases: {time.monotonic() - began:.2f} s")
    desk.stop()


def measure_arrival(lab, desk):
    onlooker = Onlooker(lab.env)
    onlooker.start()
    waited = []
    for i in range(MAILS):
        sender = f"blackhole+{i}@mail.test"
        deliver(lab, sender, "数学课照本宣科，讲课质量很差，希望更换老师。")
        known = onlooker.wait(i + 1)
        waited.append((acknowledged(lab, sender) - known) * 1000)
    waited.sort()
    print(f"arrival told by the server to acknowledgement handed over, {MAILS} mails: median "
          f"{statistics.median(waited):.0f} ms, p99 {waited[int(len(waited) * 0.99) - 1 if MAILS > 1 else 0]:.0f} ms, "
          f"worst {waited[-1]:.0f} ms")


def main():
    with tap.Lab(*STAFF, USER) as lab:
        measure_start(lab)
        desk = Desk(lab.env, BUILD, os.path.join(lab.directory, "desk"))
        desk.start()
        if not desk.wait_ready():
            raise SystemExit(desk.log_text())
        print(f"resident when started: {told(memory(desk.process.pid, 'VmRSS'))}")
        measure_arrival(lab, desk)
        print(f"resident after {MAILS} mails, idle: {told(memory(desk.process.pid, 'VmRSS'))}")
        big = b"made-up text, line after line, until the mail is big\r\n" * (24 * 1024 * 1024 // 54)
        deliver(lab, "blackhole+big@mail.test", "大邮件", big)
        acknowledged(lab, "blackhole+big@mail.test", 60)
        print(f"peak with a mail of {len(big) / 1048576:.0f} MB: {told(memory(desk.process.pid, 'VmHWM'))}")
        desk.stop()


main()
