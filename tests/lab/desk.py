"""complaintd on a lab: the shipped sample settings with the lab's servers put in, in a folder of its own."""
import os
import re
import shutil
import signal
import subprocess
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))

# Everybody whom the sample settings name, and the learner: the users that the lab must have.
STAFF = sorted(set(re.findall(r'address = "([^"]+@school\.test)"',
                              open(os.path.join(TOP, "etc/complaintd.conf.sample"), encoding="utf-8").read())))


def settings_text(env, folder, **changes):
    """The sample with what differs here: servers, secrets, database, letters not held. `changes` go over that, as
    "old": "new" pairs of text."""
    with open(os.path.join(TOP, "etc/complaintd.conf.sample"), encoding="utf-8") as sample:
        text = sample.read()
    imap, smtp = (f'host = "localhost"; port = {env[name]}; ca_file = "{env["LAB_CA"]}";'
                  for name in ("LAB_IMAPS", "LAB_SMTPS"))
    for old, new in (
            ('host = "mail.school.test";', imap),  # the first is the mailbox's …
            ('host = "mail.school.test";', smtp),  # … the second the sending server's
            ('# authserv_id = "";', 'authserv_id = "lab.test";'),
            ('# database = "/var/lib/complaintd/complaintd.db";', f'database = "{folder}/complaintd.db";'),
            ('# hold = true;', 'hold = false;'),
            ('# quiet_hours = 4;', 'quiet_hours = 0;'),  # a lab has no four hours
            *changes.items()):
        if old not in text:
            raise SystemExit(f"the sample settings no longer hold: {old}")
        text = text.replace(old, new, 1)
    return text


class Desk:
    """One complaintd with its database. `build` is the build folder."""

    def __init__(self, env, build, folder, **changes):
        self.env, self.build, self.folder = env, build, folder
        self.process = None
        os.makedirs(folder, exist_ok=True)
        for name in ("categories.tsv", "calendars"):
            source, target = os.path.join(TOP, "etc", name), os.path.join(folder, name)
            if os.path.isdir(source):
                shutil.copytree(source, target, dirs_exist_ok=True)
            else:
                shutil.copy(source, target)
        self.settings = self.write("complaintd.conf", settings_text(env, folder, **changes))
        self.write("mail.secret", env["LAB_PASSWORD"] + "\n")
        self.write("token.secret", "lab-key-0123456789abcdef\n")
        self.log = os.path.join(folder, "complaintd.log")

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, 0o600)
        return path

    def program(self, name):
        return os.path.join(self.build, "daemon", name)

    def start(self, *wrapper):
        """`wrapper`: a command that runs the daemon (strace …)."""
        log = open(self.log, "ab")
        self.process = subprocess.Popen([*wrapper, self.program("complaintd"), "--config", self.settings],
                                        stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        log.close()

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def log_text(self):
        try:
            with open(self.log, encoding="utf-8", errors="replace") as file:
                return file.read()
        except FileNotFoundError:
            return ""

    def wait_ready(self, seconds=20):
        """Until it has looked into the mailbox for the first time since `start`: mail from then on is taken in."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if "intake" in self.log_text() and "mailbox=complaints" in self.log_text():
                return True
            if not self.is_running():
                return False
            time.sleep(0.02)
        return False

    def stop(self, how=signal.SIGTERM, seconds=20):
        """Returns the exit status; a daemon that does not end in time is killed, and None comes back."""
        if self.process is None:
            return None
        self.process.send_signal(how)
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            status = None
        self.process = None
        return status

    def ctl(self, *arguments):
        """(exit status, output) of complaintctl."""
        done = subprocess.run([self.program("complaintctl"), "--config", self.settings, *arguments],
                              capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout + done.stderr
