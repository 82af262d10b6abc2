"""smtp_send, one command after the other, and files to send with it."""
import os
import subprocess
import tempfile

from tap import equal

_files = tempfile.TemporaryDirectory()


def file(name, content):
    path = os.path.join(_files.name, name)
    with open(path, "wb") as out:
        out.write(content)
    os.chmod(path, 0o600)
    return path


LETTER = file("letter", b"Subject: x\r\n\r\nhello\r\n")


class Sender:
    """`patience` in ms, twice that after the dot; the transport looks at it once a second."""

    def __init__(self, program, port, host="127.0.0.1", tls="none", ca="-", user="-", secret="-", auth="plain",
                 patience=400):
        self.child = subprocess.Popen(
            [program, host, str(port), tls, ca, user, secret, auth, str(patience), str(2 * patience)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.stdin.close()
        equal(self.child.wait(), 0, "  smtp_send ends in order")
        self.child.stdout.close()

    def ask(self, line):
        self.child.stdin.write(line + "\n")
        self.child.stdin.flush()
        return self.child.stdout.readline().strip()

    def send(self, letter=LETTER, recipient="li.lei@mail.test", sender="complaints@school.test"):
        """(result, code, milliseconds, reply)"""
        result, code, took, reply = self.ask(f"send {sender} {recipient} {letter}").split(" ", 3)
        return result, int(code), int(took), reply
