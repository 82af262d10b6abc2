"""An SMTP server for misbehaviour only: each connection runs the next script of a list, in a thread of its
own. What it saw is kept. Loopback, a port of the system's choice."""
import socket
import struct
import threading


class Gone(Exception):
    """The client closed."""


class Connection:
    """What a script has in hand."""

    def __init__(self, server, sock):
        self.server, self.sock, self.pending = server, sock, b""

    def say(self, text):
        try:
            self.sock.sendall(text.encode() + b"\r\n")
        except OSError as error:
            raise Gone from error

    def hear(self):
        """The next line, without its end."""
        while b"\r\n" not in self.pending:
            try:
                more = self.sock.recv(65536)
            except OSError as error:
                raise Gone from error
            if not more:
                raise Gone
            self.pending += more
        line, _, self.pending = self.pending.partition(b"\r\n")
        return line

    def expect(self, verb, reply):
        """Answers EHLO and QUIT by itself until `verb` comes, then says `reply` ("": nothing)."""
        while True:
            line = self.hear().decode("latin-1")
            self.server.lines.append(line)
            if line.upper().startswith(verb):
                if reply:
                    self.say(reply)
                return line
            if line.startswith("EHLO"):
                self.say("250 bad.test")
            elif line.startswith("QUIT"):
                self.say("221 bye")
                raise Gone
            else:
                self.say("503 not now")

    def greet(self):
        self.say("220 bad.test ESMTP")

    def data(self):
        """The letter up to the dot, unstuffed."""
        lines = []
        while (line := self.hear()) != b".":
            lines.append(line[1:] if line.startswith(b".") else line)
        letter = b"".join(line + b"\r\n" for line in lines)
        self.server.letters.append(letter)
        return letter

    def up_to_data(self):
        self.expect("MAIL", "250 2.1.0 ok")
        self.expect("RCPT", "250 2.1.5 ok")
        self.expect("DATA", "354 go on")

    def accept(self):
        """One whole transaction."""
        self.up_to_data()
        self.data()
        self.say("250 2.0.0 queued")

    def wait(self):
        """Silent until the client gives up."""
        self.sock.settimeout(20)
        try:
            while self.sock.recv(65536):
                pass
        except OSError:
            pass

    def reset(self):
        """Closes with RST."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class BadServer:
    def __init__(self, *scripts):
        """scripts: one function of a Connection for each connection; the last serves all later ones."""
        self.scripts, self.connections, self.lines, self.letters = scripts, 0, [], []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            script = self.scripts[min(self.connections, len(self.scripts) - 1)]
            self.connections += 1
            threading.Thread(target=self._run, args=(script, sock), daemon=True).start()

    def _run(self, script, sock):
        with sock:
            try:
                script(Connection(self, sock))
            except Gone:
                pass

    def commands(self, verb):
        return [line for line in self.lines if line.upper().startswith(verb)]

    def close(self):
        # close() alone leaves a thread in accept() with the port open.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
