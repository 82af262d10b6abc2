#!/usr/bin/python3
"""What etc/quickstart shows: the lab, complaintd on the sample settings, one complaint as a timeline.

    quickstart.py BUILD [--keep|--stop]
"""
import datetime
import os
import shutil
import signal
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
import tap  # noqa: E402
from desk import STAFF, TOP, Desk  # noqa: E402
from plain_complaint import COMPLAINT_SUBJECT, DESK, LEARNER, Player, scenes  # noqa: E402

PEOPLE = {LEARNER: "学员", "teaching@school.test": "处理人", "teaching.head@school.test": "部门负责人",
          "intake@school.test": "受理小组", "supervision@school.test": "行政主管", "audit@school.test": "财务",
          "rep@school.test": "学员代表", DESK: "投诉受理"}
COLOUR = sys.stdout.isatty() and "NO_COLOR" not in os.environ
KEPT = os.path.join(TOP, "build", "quickstart.kept")


def paint(text, code):
    return f"\033[{code}m{text}\033[0m" if COLOUR else text


class Timeline:
    def __init__(self):
        self.began = time.monotonic()
        self.count = 0

    def head(self, title):
        self.count += 1
        print(f"\n{paint(f'{self.count} {title}', '1')}", flush=True)

    def mail(self, sender, reader, subject, first=""):
        elapsed = time.monotonic() - self.began
        print(f"  {elapsed:5.1f} s  {PEOPLE.get(sender, sender)} → {PEOPLE.get(reader, reader)}  "
              f"{paint(subject, '36' if sender == DESK else '33')}")
        if first:
            print(f"           {paint(first, '2')}", flush=True)

    def told(self, kind, scene, who, letter):
        if kind == "sent":
            self.head(scene.title)
            subject = COMPLAINT_SUBJECT if letter is None else "回复：" + letter.subject
            note = "GB18030 编码，附件 课堂笔记.txt" if letter is None else scene.words.replace("\n", "  ")
            self.mail(who, DESK, subject, note)
        else:
            self.mail(DESK, who, letter.subject)


def completion_day():
    day = datetime.date.today() + datetime.timedelta(days=21)
    return f"{day.year}-{day.month:02}-{day.day:02}"


def play(lab_env, post, build, folder):
    """Returns the desk, still running, and the sentence that says what went wrong."""
    desk = Desk(lab_env, build, folder)
    desk.start()
    if not desk.wait_ready():
        return desk, "complaintd did not come up:\n" + desk.log_text()
    timeline = Timeline()
    player = Player(post, timeline.told)
    for scene in scenes(completion_day()):
        missing = player.play(scene)
        if missing:
            return desk, f"these letters did not come: {missing}\n" + desk.log_text()
    status, shown = desk.ctl("show", player.case_number())
    print(f"\n{paint('complaintctl show ' + player.case_number(), '1')}\n")
    print("\n".join("  " + line for line in shown.splitlines()))
    return desk, "" if status == 0 else "complaintctl show failed"


def explain_keep(lab_env, desk):
    ctl = f"{desk.program('complaintctl')} --config {desk.settings}"
    print(f"""
Everything is still running. Write to it:

  printf 'From: <{LEARNER}>\\nTo: <{DESK}>\\nSubject: 投诉：退费\\n\\n培训没有开课，要求退费。\\n' |
  curl --ssl-reqd --cacert {lab_env['LAB_CA']} --user {LEARNER}:{lab_env['LAB_PASSWORD']} \\
       --mail-from {LEARNER} --mail-rcpt {DESK} --upload-file - smtps://localhost:{lab_env['LAB_SMTPS']}

Or with a mail program: IMAP localhost:{lab_env['LAB_IMAPS']} and SMTP localhost:{lab_env['LAB_SMTPS']}, both TLS, certificate authority
{lab_env['LAB_CA']}; users {LEARNER}, {', '.join(STAFF)};
password {lab_env['LAB_PASSWORD']}.

See what it did:

  {ctl} status
  {ctl} list
  {ctl} show CASE

End it with etc/quickstart --stop
""")


def stop_kept():
    """Ends what --keep left: the daemon and the lab, and their folder."""
    try:
        with open(KEPT) as file:
            folder, pid = file.read().split()
    except (OSError, ValueError):
        print("Nothing is running.")
        return 0
    try:
        with open(f"/proc/{pid}/cmdline") as file:
            if folder in file.read():
                os.kill(int(pid), signal.SIGTERM)
    except OSError:
        pass
    tap.load("lab").stop(folder)
    shutil.rmtree(folder, ignore_errors=True)
    os.unlink(KEPT)
    print("Stopped and removed.")
    return 0


def main():
    build, option = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
    if option == "--stop":
        return stop_kept()
    if os.path.exists(KEPT):
        stop_kept()
    folder = tempfile.mkdtemp(prefix="complaintd-")
    servers = tap.load("lab")
    desk, keep = None, False
    began = time.monotonic()
    print("Starting a mail lab on loopback (Dovecot with TLS, an SMTP server) and complaintd on the sample settings")
    try:
        env = dict(os.environ, **servers.start(folder, STAFF))
        post = tap.load("post").Post(env)
        desk, trouble = play(env, post, os.path.abspath(build), os.path.join(folder, "desk"))
        if trouble:
            print("\netc/quickstart: " + trouble, file=sys.stderr)
            return 1
        print(f"\nOne complaint, {time.monotonic() - began:.1f} s.", end=" ")
        if option == "--keep":
            keep = True
            with open(KEPT, "w") as file:
                file.write(f"{folder}\n{desk.process.pid}\n")
            explain_keep(env, desk)
        else:
            print("Everything was stopped and removed again. With --keep it stays, and you can write to it.")
        return 0
    finally:
        if not keep:
            if desk:
                desk.stop()
            servers.stop(folder)
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
