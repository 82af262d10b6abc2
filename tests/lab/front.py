"""The lab's SMTP front: AUTH, STARTTLS, SMTPS; hands accepted mail to Dovecot by LMTP.

Arguments: DIR SMTP-PORT SMTPS-PORT LMTP-PORT. Every event is a line of JSON in DIR/log/smtp.log.

Recipients with scripted faults, by local part (a +detail is ignored), in any domain:
    tempfail@  451 at RCPT, always          greylist@  451 the first time for a sender, then accepted
    nouser@    550 at RCPT                  full@      452 at RCPT
    slow@      answers RCPT after $LAB_SLOW seconds (1), then as blackhole@
    hang@      never answers RCPT           lost@      accepted and delivered nowhere; no answer after the dot
    reject@    554 after the dot            later@     451 after the dot
    bounce@    accepted, then a real delivery status notification comes back
    blackhole@ accepted and forgotten
Any other recipient that is no user of the lab is refused with 550. DIR/faults, when it exists, is read for
every command: its first line "auth 535 5.7.8 text", "mail 421 4.3.2 text" or "data 451 4.3.0 text" answers
that command.

As a receiving server ought to, it removes Authentication-Results fields that carry its own name and adds
one: dmarc=pass when the submitter logged in as the very address in From, dmarc=fail otherwise.
"""
import asyncio
import email.parser
import email.policy
import email.utils
import json
import os
import re
import signal
import smtplib
import ssl
import sys
import time

from aiosmtpd.smtp import SMTP, AuthResult

NAME = "lab.test"
DIR, SMTP_PORT, SMTPS_PORT, LMTP_PORT = sys.argv[1], *map(int, sys.argv[2:5])
SLOW = float(os.environ.get("LAB_SLOW", "1"))
AT_RCPT = {
    "tempfail": "451 4.3.0 mailbox locked, try again later",
    "nouser": "550 5.1.1 no such user here",
    "full": "452 4.2.2 mailbox full",
}
AFTER_DOT = {
    "reject": "554 5.7.1 message content rejected by policy",
    "later": "451 4.3.0 queue is full, try again later",
}
NOWHERE = {"slow", "lost", "blackhole", "greylist", "reject", "later"}
greylisted = set()
log_file = open(os.path.join(DIR, "log", "smtp.log"), "a", buffering=1)

users = {}
with open(os.path.join(DIR, "conf", "users")) as f:
    for line in f:
        address, rest = line.split(":", 1)
        users[address] = rest.removeprefix("{PLAIN}").split(":", 1)[0]


def log(event, **facts):
    log_file.write(json.dumps({"at": round(time.time(), 4), "event": event, **facts}, ensure_ascii=False) + "\n")


def fault(command):
    try:
        with open(os.path.join(DIR, "faults")) as f:
            word, _, answer = f.readline().rstrip("\n").partition(" ")
            return answer if word == command else None
    except OSError:
        return None


def local_part(address):
    return address.rpartition("@")[0].partition("+")[0].lower()


def without_detail(address):
    return local_part(address) + "@" + address.rpartition("@")[2].lower()


def split_header(content):
    """(header block with its last line end, the rest beginning with the empty line)"""
    end = content.find(b"\r\n\r\n")
    if content.startswith(b"\r\n"):
        return b"", content
    return (content, b"") if end < 0 else (content[: end + 2], content[end + 2 :])


def judge(header, login):
    """dmarc result and From domain, as our server would have found them."""
    try:
        message = email.parser.BytesHeaderParser(policy=email.policy.compat32).parsebytes(header)
        senders = email.utils.getaddresses([str(v) for v in message.get_all("From", [])])
    except Exception:  # a header that Python cannot read proves nobody
        senders = []
    if len(senders) != 1:
        return "fail", "unknown.invalid"
    address = senders[0][1].lower()
    domain = re.sub(r"[^a-z0-9.-]", "", address.rpartition("@")[2]) or "unknown.invalid"
    return ("pass" if login and login.lower() == address else "fail"), domain


def stamp(content, login):
    header, body = split_header(content)
    kept = b""
    for field in re.findall(rb"[^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*", header):
        name, _, value = field.partition(b":")
        if name.strip().lower() == b"authentication-results":
            value = re.sub(rb"\([^()]*\)", b" ", value)
            if re.split(rb"[;\s]+", value.strip())[0].lower() == NAME.encode():
                continue
        kept += field
    result, domain = judge(kept, login)
    return b"Authentication-Results: %s;\r\n\tdmarc=%s header.from=%s\r\n" % (
        NAME.encode(), result.encode(), domain.encode()) + kept + body


def deliver(recipient, sender, content):
    """One LMTP transaction a recipient: several replies after DATA confuse smtplib. None, or (code, text)."""
    try:
        with smtplib.LMTP("127.0.0.1", LMTP_PORT) as client:
            client.sendmail(sender or "", [recipient], content, mail_options=["BODY=8BITMIME"])
    except smtplib.SMTPRecipientsRefused as error:
        return error.recipients[recipient]
    except smtplib.SMTPResponseException as error:
        return error.smtp_code, error.smtp_error
    return None


def status_notification(to, recipient, code, text, original):
    now = time.time_ns()
    return (
        "From: Mail Delivery System <mailer-daemon@%s>\r\nTo: <%s>\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        "Date: %s\r\nMessage-ID: <dsn-%d@%s>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=\"=_%d\"\r\n\r\n"
        "--=_%d\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
        "This is the mail system at %s.\r\nYour message could not be delivered:\r\n\r\n<%s>: %d %s\r\n\r\n"
        "--=_%d\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; %s\r\n\r\n"
        "Final-Recipient: rfc822; %s\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; %d %s\r\n\r\n"
        "--=_%d\r\nContent-Type: message/rfc822\r\n\r\n"
        % (NAME, to, email.utils.formatdate(), now, NAME, now, now, NAME, recipient, code, text, now, NAME,
           recipient, code, text, now)
    ).encode() + original + b"\r\n--=_%d--\r\n" % now


class Front:
    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        log("connect", peer=session.peer[1], tls=session.ssl is not None, helo=hostname)
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        answer = fault("mail")
        log("mail", peer=session.peer[1], sender=address, answer=answer)
        if answer:
            return answer
        envelope.mail_from = address or ""
        envelope.mail_options.extend(options)
        return "250 2.1.0 sender ok"

    async def handle_RCPT(self, server, session, envelope, address, options):
        local = local_part(address)
        answer = AT_RCPT.get(local)
        if local == "greylist" and (envelope.mail_from, address) not in greylisted:
            greylisted.add((envelope.mail_from, address))
            answer = "451 4.7.1 greylisted, try again later"
        if not answer and local not in NOWHERE | {"hang", "bounce"} and without_detail(address) not in users:
            answer = "550 5.1.1 no such user here"
        log("rcpt", peer=session.peer[1], recipient=address, answer=answer)
        if local == "hang":
            await asyncio.sleep(3600)
        if local == "slow":
            await asyncio.sleep(SLOW)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 recipient ok"

    async def handle_DATA(self, server, session, envelope):
        login = session.auth_data if session.authenticated else None
        answer = fault("data") or next((AFTER_DOT[l] for l in map(local_part, envelope.rcpt_tos) if l in AFTER_DOT), None)
        log("data", peer=session.peer[1], sender=envelope.mail_from, recipients=envelope.rcpt_tos, login=login,
            tls=session.ssl is not None, bytes=len(envelope.content), answer=answer)
        if answer:
            return answer
        content = stamp(envelope.content, login)
        run = asyncio.get_running_loop().run_in_executor
        for recipient in envelope.rcpt_tos:
            local = local_part(recipient)
            if local == "lost":
                session.lost = True
            if local in NOWHERE:
                continue
            refused = (550, b"5.1.1 no such user") if local == "bounce" else await run(
                None, deliver, recipient, envelope.mail_from, content)
            if refused and envelope.mail_from:
                code, text = refused
                await run(None, deliver, envelope.mail_from, "", status_notification(
                    envelope.mail_from, recipient, code, text.decode(errors="replace"), content))
        if getattr(session, "lost", False):
            server.transport.abort()
        return "250 2.0.0 queued"


def authenticate(server, session, envelope, mechanism, data):
    login = data.login.decode(errors="replace")
    answer = fault("auth")
    good = not answer and users.get(login.lower()) == data.password.decode(errors="replace")
    log("auth", peer=session.peer[1], login=login, good=good)
    if answer:
        return AuthResult(success=False, handled=False, message=answer)
    return AuthResult(success=good, handled=False, auth_data=login)


class Server(SMTP):
    line_length_limit = 1 << 20


async def end_with_the_folder():
    """A test that was killed leaves its lab behind: end when the folder is gone, Dovecot too."""
    pid_file = os.path.join(DIR, "run", "master.pid")
    dovecot = None
    while os.path.isdir(os.path.join(DIR, "run")):
        if dovecot is None and os.path.exists(pid_file):
            with open(pid_file) as f:
                dovecot = int(f.read() or "0") or None
        await asyncio.sleep(1)
    if dovecot:
        try:
            os.kill(dovecot, signal.SIGTERM)
        except OSError:
            pass
    os._exit(0)


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(DIR, "tls", "server.pem"), os.path.join(DIR, "tls", "server.key"))
    loop = asyncio.get_running_loop()

    def server(tls):
        return lambda: Server(
            Front(), hostname=NAME, ident="lab", enable_SMTPUTF8=True, decode_data=False, data_size_limit=50_000_000,
            tls_context=None if tls else context, authenticator=authenticate, auth_require_tls=not tls)

    await loop.create_server(server(False), "127.0.0.1", SMTP_PORT)
    await loop.create_server(server(True), "127.0.0.1", SMTPS_PORT, ssl=context)
    await end_with_the_folder()


asyncio.run(main())
