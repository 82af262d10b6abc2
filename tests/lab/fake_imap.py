"""An IMAP server that misbehaves on purpose, in a thread of the test, in clear text on loopback.

    server = FakeImap({1: b"Subject: x\\r\\n\\r\\nhi\\r\\n"})
    server.twist = lambda link, tag, verb, rest: …    # handles a command itself and returns True, or False

Everything a client says is in server.heard (passwords too: they are made up), one line a row.
"""
import base64
import re
import socket
import threading

PASSWORD = 'fake "secret" \\ here'


class Link:
    """One connection."""

    def __init__(self, server, connection):
        self.server, self.connection = server, connection
        self.file = connection.makefile("rb")

    def send(self, data):
        if isinstance(data, str):
            data = data.encode()
        self.connection.sendall(data)

    def say(self, line):
        self.send(line + "\r\n")

    def line(self):
        line = self.file.readline()
        if not line:
            raise ConnectionError
        return line.rstrip(b"\r\n").decode("utf-8", "replace")

    def close(self):
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.connection.close()

    def fetch_one(self, uid, items, **changes):
        """The answer to UID FETCH for one mail; `changes` replace parts of it."""
        body = changes.get("body", self.server.mails[uid])
        said = changes.get("said", uid)
        parts = [b"UID %d" % said]
        if "RFC822.SIZE" in items:
            parts.append(b"RFC822.SIZE %d" % changes.get("size", len(body)))
        if "INTERNALDATE" in items:
            date = self.server.dates.get(uid, "23-Nov-2026 12:00:00 +0800")
            parts.append(b'INTERNALDATE "%s"' % date.encode())
        if "BODY.PEEK[HEADER]" in items:
            header = body[: body.find(b"\r\n\r\n") + 4]
            parts.append(b"BODY[HEADER] {%d}\r\n%s" % (len(header), header))
        for count in re.findall(r"BODY\.PEEK\[\]<0\.(\d+)>", items):
            parts.append(b"BODY[]<0> {%d}\r\n%s" % (len(body[: int(count)]), body[: int(count)]))
        if re.search(r"BODY\.PEEK\[\](?!<)", items):
            parts.append(b"BODY[] {%d}\r\n%s" % (changes.get("literal", len(body)), body))
        if changes.get("reverse"):
            parts.reverse()
        self.send(b"* %d FETCH (%s)\r\n" % (list(sorted(self.server.mails)).index(uid) + 1, b" ".join(parts)))


class FakeImap:
    def __init__(self, mails, capabilities="IMAP4rev1 SASL-IR AUTH=PLAIN IDLE ID"):
        self.mails, self.capabilities = dict(mails), capabilities
        self.dates = {}
        self.uid_validity = 77
        self.twist = lambda link, tag, verb, rest: False
        self.heard, self.connections, self.logins = [], 0, 0
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def close(self):
        self.listener.close()

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.talk, args=(Link(self, connection),), daemon=True).start()

    def talk(self, link):
        try:
            link.say("* OK fake server ready {5}")  # a literal's look in free text
            while True:
                line = link.line()
                with self.lock:
                    self.heard.append(line)
                tag, _, rest = line.partition(" ")
                verb, _, rest = rest.partition(" ")
                if verb.upper() == "UID":
                    verb, _, rest = rest.partition(" ")
                    verb = "UID " + verb
                if not self.twist(link, tag, verb, rest):
                    self.answer(link, tag, verb, rest)
        except (OSError, ConnectionError, ValueError):
            pass
        link.close()

    def found(self, rest):
        first, _, last = re.search(r"UID (\d+):?(\*|\d*)", rest).group(0)[4:].partition(":")
        last = 2**32 if last == "*" else int(last or first)
        uids = [u for u in sorted(self.mails) if int(first) <= u <= last]
        if last == 2**32 and not uids and self.mails:
            uids = [max(self.mails)]  # as RFC 3501 has it
        return uids

    def asked(self, rest):
        numbers, _, items = rest.partition(" ")
        return [u for u in map(int, numbers.split(",")) if u in self.mails], items

    def answer(self, link, tag, verb, rest):
        match verb:
            case "CAPABILITY":
                link.say("* CAPABILITY " + self.capabilities)
            case "AUTHENTICATE":
                self.logins += 1
                _, _, answer = rest.partition(" ")
                if not answer:
                    link.say("+ ")
                    answer = link.line()
                if base64.b64decode(answer).decode() != "\0user\0" + PASSWORD:
                    return link.say(tag + " NO [AUTHENTICATIONFAILED] wrong")
            case "LOGIN":
                self.logins += 1
                if rest != '"user" "%s"' % PASSWORD.replace("\\", "\\\\").replace('"', '\\"'):
                    return link.say(tag + " NO wrong")
            case "EXAMINE" | "SELECT":
                link.say("* FLAGS (\\Seen)")
                link.say("* %d EXISTS" % len(self.mails))
                link.say("* OK [UIDVALIDITY %d] ok" % self.uid_validity)
                link.say("* OK [UIDNEXT %d] ok" % (max(self.mails, default=0) + 1))
            case "UID SEARCH":
                link.say("* SEARCH" + "".join(" %d" % u for u in self.found(rest)))
            case "UID FETCH":
                uids, items = self.asked(rest)
                for uid in uids:
                    link.fetch_one(uid, items)
            case "IDLE":
                link.say("+ idling")
                if link.line() != "DONE":
                    return link.say(tag + " BAD not DONE")
            case "LOGOUT":
                link.say("* BYE bye")
                link.say(tag + " OK bye")
                raise ConnectionError
            case "ID":
                link.say("* ID NIL")
        link.say(tag + " OK done")
