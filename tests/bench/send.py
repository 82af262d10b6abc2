#!/usr/bin/python3
"""Letters a second beside smtp-source (Debian's postfix), in one run, both into smtp-sink: one connection, and eight
connections over a line of 20 ms round trip. Each of our letters is also recorded durably. Prints figures, judges
nothing. The two programs are looked for on PATH; `dpkg -x postfix_*.deb DIR` is enough.

    send.py BUILD [COMPLAINTS]             a release build with tests/bench-desk; three letters a complaint
"""
import asyncio
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "lab"))
import tap  # noqa: E402
from desk import STAFF, Desk  # noqa: E402

BUILD = os.path.abspath(sys.argv[1])
COMPLAINTS = int(sys.argv[2]) if len(sys.argv) > 2 else 700
USER = "complaints@school.test"
DELAY = 0.010  # seconds each way


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Line(threading.Thread):
    """A long line to `target`: every byte comes DELAY later, in order."""

    def __init__(self, target):
        super().__init__(daemon=True)
        self.target, self.port = target, free_port()
        self.ready = threading.Event()

    def run(self):
        asyncio.run(self.serve())

    async def serve(self):
        await asyncio.start_server(self.join_ends, "127.0.0.1", self.port)
        self.ready.set()
        await asyncio.Event().wait()

    async def join_ends(self, reader, writer):
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        await asyncio.gather(self.carry(reader, far_writer), self.carry(far_reader, writer))

    async def carry(self, reader, writer):
        loop = asyncio.get_running_loop()
        try:
            while data := await reader.read(65536):
                loop.call_later(DELAY, writer.write, data)
        except ConnectionError:
            pass
        loop.call_later(DELAY, writer.close)


def ours(lab, folder, port, senders):
    """(letters a second, mean bytes a letter) of complaintd with a full outbox."""
    smtp = f'host = "localhost"; port = {port}; tls = "none"; senders = {senders}; budget_hour = 100000;'
    desk = Desk(lab.env, BUILD, folder)
    text = re.sub(r'host = "localhost"; port = %s;[^\n]*' % lab.env["LAB_SMTPS"], smtp, open(desk.settings).read())
    for name in ("user", "password_file"):  # smtp-sink knows no login; the second of each is the sending server's
        first = text.index(f"{name} = ") + 1
        second = text.index(f"{name} = ", first)
        text = text[:second] + "# " + text[second:]
    desk.write("complaintd.conf", text)
    subprocess.run([os.path.join(BUILD, "tests", "bench-desk"), desk.settings, folder, str(COMPLAINTS)], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.rename(folder + "/bench.db", folder + "/complaintd.db")
    with sqlite3.connect(folder + "/complaintd.db") as db:
        letters, size = db.execute("SELECT count(*), avg(size) FROM outbox").fetchone()
        began = time.monotonic()
        desk.start()
        while db.execute("SELECT count(*) FROM outbox WHERE state = 'sent' LIMIT 1").fetchone()[0] < letters:
            if not desk.is_running() or time.monotonic() > began + 300:
                raise SystemExit(desk.log_text()[-2000:])
            time.sleep(0.02)
        seconds = time.monotonic() - began
    desk.stop()
    shutil.rmtree(folder)
    return letters / seconds, int(size), letters


def main():
    sink, source = shutil.which("smtp-sink"), shutil.which("smtp-source")
    if not sink or not source:
        raise SystemExit("smtp-sink and smtp-source are not on PATH: dpkg -x postfix_*.deb, LD_LIBRARY_PATH=…/usr/lib/postfix")
    port = free_port()
    as_nobody = ["-u", "nobody"] if os.geteuid() == 0 else []
    server = subprocess.Popen([sink, *as_nobody, "-c", f"127.0.0.1:{port}", "1000"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    line = Line(port)
    line.start()
    line.ready.wait()
    try:
        with tap.Lab(*STAFF, USER) as lab:
            rate, size, letters = ours(lab, os.path.join(lab.directory, "near"), port, 1)
            began = time.monotonic()
            subprocess.run([source, "-d", "-s", "1", "-m", str(letters), "-l", str(size), f"127.0.0.1:{port}"], check=True)
            theirs = letters / (time.monotonic() - began)
            print(f"{letters} letters of {size} bytes, one connection: complaintd {rate:.0f}/s, smtp-source {theirs:.0f}/s, "
                  f"ratio {rate / theirs:.2f}")
            rate, _, letters = ours(lab, os.path.join(lab.directory, "far"), line.port, 8)
            print(f"{letters} letters, 8 connections at 20 ms round trip: complaintd {rate:.0f}/s")
    finally:
        server.kill()
        server.wait()


main()
