#!/usr/bin/env python3
"""Our letters, read back by Python's mail library: what it finds is what was put in. TAP.

usage: compose.py PROGRAM, the program being compose_mail."""
import email
import email.policy
import os
import random
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
from tap import done, equal

PROGRAM = sys.argv[1]


def compose(*fields):
    """fields: (key, value) pairs in order."""
    run = subprocess.run([PROGRAM] + [f"{key}={value}" for key, value in fields], capture_output=True)
    if run.returncode:
        raise SystemExit(f"Bail out! {run.stderr.decode()}")
    return run.stdout


def lines(text):
    """What a reader gets: CRLF line ends, the last line ended."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") else text + "\n"


def one_line(text):
    """What a header keeps: controls and line ends are spaces, none at the ends."""
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).strip()


def is_clean(raw):
    """The rules of the wire: 7-bit, CRLF alone, <= 76 in the body, <= 998 anywhere, encoded-words <= 75."""
    head, _, body = raw.partition(b"\r\n\r\n")
    if re.search(rb"(?<!\r)\n|\r(?!\n)|[\x80-\xff\x00]", raw):
        return "a bare CR or LF, or a byte that is not 7-bit"
    if max(map(len, body.split(b"\r\n"))) > 76:
        return "a body line over 76"
    if max(map(len, head.split(b"\r\n"))) > 998:
        return "a header line over 998"
    if any(len(word) > 75 for word in re.findall(rb"=\?[^ \r\n\"]*\?=", raw)):
        return "an encoded-word over 75"
    return ""


def read(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


SUBJECTS = [
    "[C20261124-0001K] 您的投诉已受理",
    "Your complaint",
    "短",
    "很长的标题" * 40,
    "mixed 中文 and English words, 交替 出现 in one subject " * 6,
    "𠮷野家 emoji 👩‍👩‍👧‍👦 family",
    "x" * 300,
    "words " * 60,
    "=?utf-8?Q?not_one?= of ours",
    "two  spaces",
    "tab\tand\r\nBcc: b@mail.test",
    "[C20261124-0001K] a plain subject that is long enough to be folded once or twice, said the teacher",
]
NAMES = [
    "成绩单.pdf",
    "plain.pdf",
    "with space.pdf",
    "很长的文件名" * 6 + ".docx",
    "naïve résumé.txt",
    "quote's & co.pdf",
    "100% 完成.xlsx",
    "投诉 (1) [副本].jpg",
    "𠮷.png",
    "a" * 110 + ".txt",
]
PHRASES = ["投诉受理", "Complaints Office", 'The "Office", Ltd.', "很长的名字" * 12, "Smith, John <x@mail.test>"]

for subject in SUBJECTS:
    raw = compose(("subject", subject))
    equal(read(raw)["Subject"], one_line(subject), f"subject: {one_line(subject)[:40]}")
    equal(is_clean(raw), "", "  and the wire's rules hold")

for phrase in PHRASES:
    raw = compose(("from_name", phrase), ("subject", "x"))
    address = read(raw)["From"].addresses
    # This library puts a space where an encoded-word ends; RFC 2047 §6.2 has none there.
    equal([(a.display_name.replace(" ", ""), a.addr_spec) for a in address], [(phrase.replace(" ", ""), "complaints@school.test")], f"From: {phrase[:40]}")
    equal(is_clean(raw), "", "  and the wire's rules hold")

for name in NAMES:
    raw = compose(("subject", "x"), ("text", "看附件"), ("file", name), ("type", "application/pdf"),
                  ("bytes", "内容\n"))
    parts = list(read(raw).iter_attachments())
    clean = re.sub("[%]", "_", name)
    equal([part.get_filename() for part in parts], [clean], f"file name: {name[:40]}")
    equal(parts[0].get_content(), "内容\n".encode(), "  its bytes")
    equal(parts[0].get_content_type(), "application/pdf", "  its type")
    equal(one_line(parts[0].get_param("name")), clean, "  its name for readers without RFC 2231")
    equal(is_clean(raw), "", "  and the wire's rules hold")

raw = compose(("subject", "x"), ("text", "看\n"), ("html", "<p>看</p>\n"), ("in_reply_to", "q1@mail.test"),
              ("references", " ".join(f"q{i}@mail.test" for i in range(200))),
              ("reply_to", "complaints+abcdefghijklmnopqrstuvwxyz234567@school.test"))
mail = read(raw)
equal([len(mail.get_all(name, [])) for name in (
    "From", "Reply-To", "To", "Date", "Message-ID", "In-Reply-To", "References", "Subject", "Auto-Submitted",
    "X-Auto-Response-Suppress", "X-Complaintd-Loop", "Content-Language", "MIME-Version", "Precedence")], [1] * 13 + [0], "the headers that we promise are there once")
equal(mail["Date"].datetime.isoformat(), "2026-11-24T08:00:00+08:00", "the date")
equal(mail["References"].split(), ["<q0@mail.test>"] + [f"<q{i}@mail.test>" for i in range(180, 200)], "References keep both ends of a long thread")
equal([part.get_content_type() for part in mail.walk()], ["multipart/alternative", "text/plain", "text/html"], "text comes before HTML")
equal([part.defects for part in mail.walk()], [[], [], []], "nothing is odd to the reader")

# Random texts, always the same ones: every encoding decision, read back.
dice = random.Random(20261124)
ALPHABET = ["x", " ", "\n", "=", ".", "From ", "投", "é", "𠮷", "\t", "\r\n", "--", "~", "\u200b"]
wrong, broken = [], []
for turn in range(150):
    weights = [dice.random() ** 3 for _ in ALPHABET]
    text = "".join(dice.choices(ALPHABET, weights, k=dice.randrange(1, 400)))
    html = "".join(dice.choices(ALPHABET, weights, k=dice.randrange(1, 400)))
    raw = compose(("subject", text[:200]), ("text", text), ("html", html), ("file", text[:60]), ("bytes", html))
    mail = read(raw)
    got = (mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content(),
           next(mail.iter_attachments()).get_content(), mail["Subject"])
    # A string of encoded-words is read back to the letter, white space at the ends aside.
    want = (lines(text), lines(html), html.encode(), one_line(text[:200]))
    if (got[0].replace("\r\n", "\n"), got[1].replace("\r\n", "\n")) + got[2:] != want:
        wrong.append((turn, got, want))
    if is_clean(raw):
        broken.append((turn, is_clean(raw)))
equal(wrong[:1], [], "150 random letters are read back as they were written")
equal(broken[:1], [], "150 random letters keep the wire's rules")

done()
