#!/usr/bin/python3
"""kill -9 at state-changing system calls (promises P1, P3, P11, P12): the life of one complaint on the lab, with
the daemon killed at one call of one scene, then started again. TAP.

    stop_sweep.py BUILD [EVERY [FIRST]]     every EVERYth call (1: all), beginning with the FIRSTth

`complaintd --once` does in one thread all there is to do, so that "the k-th call" is the same call in every run. After
each run the end must be the same: every mail one fate, every letter there, chain and replay right; at most one letter
twice (the same bytes again), and that only when the kill fell between the SMTP server's 250 and our commit.
"""
import collections
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
import tap  # noqa: E402
from desk import STAFF, Desk  # noqa: E402
from plain_complaint import DESK, Player, scenes  # noqa: E402

CALLS = "pwrite64,write,writev,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,sendto,sendmsg"
KILLED = (-9, 137)
BUILD = sys.argv[1]
EVERY = int(sys.argv[2]) if len(sys.argv) > 2 else 1
FIRST = int(sys.argv[3]) if len(sys.argv) > 3 else 1
COMPLETE_BY = "12月31日"


def once(desk, *strace):
    """One pass of the daemon; its exit status."""
    command = [desk.program("complaintd"), "--config", desk.settings, "--once"]
    if strace:
        command = ["strace", "-o", os.path.join(desk.folder, "strace"), *strace, *command]
    # The leak sanitizer cannot work under strace; every other test looks for leaks.
    environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=0")
    with open(desk.log, "ab") as log:
        return subprocess.call(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment)


class Run:
    """The whole story on a fresh database; killed at the `k`-th call of `name` in scene `at` (None: never)."""

    def __init__(self, lab, number, at=None, name="", k=0):
        self.lab, self.at, self.name, self.k = lab, at, name, k
        self.folder = os.path.join(lab.directory, f"desk{number}")
        self.desk = Desk(lab.env, BUILD, self.folder)
        self.player = Player(lab.post, seconds=5)
        for reader in [*STAFF, "learner@mail.test"]:
            uids = [uid for uid, _ in lab.post.mails(reader)]
            self.player.seen[reader] = max(uids, default=0)
        self.calls = []   # a Counter a scene, without a kill
        self.was_killed = False
        self.trouble = ""

    def scene(self, number, scene):
        self.player.write(scene)
        status = 0
        if self.at is None:
            status = once(self.desk, "-e", f"trace={CALLS}")
            with open(os.path.join(self.folder, "strace"), errors="replace") as trace:
                self.calls.append(collections.Counter(re.findall(r"^([a-z0-9]+)\(", trace.read(), re.M)))
        elif self.at == number:
            status = once(self.desk, "-e", f"trace={self.name}", "-e",
                          f"inject={self.name}:signal=KILL:when={self.k}")
            if status in KILLED:
                self.was_killed = True
                status = once(self.desk)
        else:
            status = once(self.desk)
        if status:
            self.trouble = f"complaintd ended with {status}: {self.desk.log_text()[-2000:]}"
            return False
        missing = self.player.await_letters(scene)
        if missing:
            self.trouble = f"scene {number}: no letter for {missing}\n{self.desk.log_text()[-2000:]}"
        return not missing

    def play(self):
        try:
            once(self.desk)  # the cursor of a fresh mailbox: mail from now on
            for number, scene in enumerate(scenes(COMPLETE_BY)):
                if not self.scene(number, scene):
                    return self
            once(self.desk)
            for reader in [*STAFF, "learner@mail.test"]:
                self.player.letters.extend(self.player.read(reader))
            self.judge()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
        return self

    def judge(self):
        status, said = self.desk.ctl("verify")
        if status:
            self.trouble = f"verify: {said}"
        status, said = self.desk.ctl("list", "--state", "tracking", "--json")
        if self.player.case_number() not in said:
            self.trouble = f"the case is not in tracking: {said}"

    def copies(self):
        """How often each letter came, by Message-ID."""
        return collections.Counter(str(letter.message["Message-ID"]) for letter in self.player.letters)


def main():
    if not shutil.which("strace"):
        tap.skip_all("strace is not installed")
    with tap.Lab(*STAFF, DESK) as lab:
        whole = Run(lab, 0).play()
        tap.check(not whole.trouble, "the story plays without a kill", whole.trouble)
        tap.check(set(whole.copies().values()) == {1}, "and every letter comes once", whole.copies())
        points = [(at, name, k) for at, counts in enumerate(whole.calls) for name, count in sorted(counts.items())
                  for k in range(1, count + 1)]
        twice = late = 0
        for number, (at, name, k) in list(enumerate(points))[FIRST - 1::EVERY]:
            run = Run(lab, number + 1, at, name, k).play()
            copies = run.copies()
            extra = sum(copies.values()) - len(copies)
            twice += extra
            late += not run.was_killed  # the last few calls of a kind are not made in every run
            tap.check(not run.trouble and len(copies) == len(whole.copies()) and extra <= 1,
                      f"scene {at + 1}, {name} {k} of {whole.calls[at][name]}{'' if run.was_killed else ' (not reached)'}",
                      run.trouble or f"{len(copies)} letters of {len(whole.copies())}, {extra} twice")
        tap.check(late * 10 <= number, "nearly every run was killed", f"{late} of {number} ended before the call")
        print(f"# {len(points)} calls in all; {twice} letters came twice")
    tap.done()


main()
