#!/usr/bin/env python3
"""Text-heavy mails for bench-parse: mails.py FOLDER. The same bytes at each run."""
import base64
import os
import quopri
import random
import sys

FOLDER = sys.argv[1]
random.seed(7)

ZH = """老师您好：我是高三1班学生的家长，孩子在贵校上数学课已经两个月了。
上周三下午的课程老师迟到了二十分钟，而且没有任何解释，也没有补课的安排。
我们交了全部学费，合同里写明每次课九十分钟，现在实际上只有七十分钟左右。
我打电话给前台，前台说会转告教务处，可是一直没有人联系我们，请问什么时候能处理？
教室的空调也坏了，夏天非常热，孩子回来说听不清楚老师讲课，旁边在装修，声音很大。
希望学校能够给一个书面的答复，并且把少上的课时补上，或者按比例退还相应的费用。
""".splitlines()
EN = """I am writing about the evening course that my son attends on the second floor of the main building.
The teacher has been late for three weeks in a row, and nobody told us that the lessons would be shorter.
We paid for the whole term in advance and were promised ninety minutes, not the seventy that we now get.
I called the front desk twice; they were friendly, but neither of the two calls was ever returned.
Could you please tell me who is responsible, and by when we may expect the missing lessons to be made up?
""".splitlines()


def text(lines, size):
    out, have = [], 0
    while have < size:
        line = random.choice(lines)
        out.append(line)
        have += len(line.encode()) + 1
        if random.random() < 0.15:
            out.append("")
    return "\n".join(out) + "\n"


def html(lines, size):
    body = "".join(f"<p style='margin:0'><span>{line}</span><br></p>\n" for line in text(lines, size).splitlines())
    return f"<html><head><meta charset='utf-8'><style>p {{ color: #333 }}</style></head><body>{body}</body></html>\n"


def mail(number, fields, body):
    head = (
        f"From: =?utf-8?B?5p2O5Y2O?= <li{number}@mail.test>\r\nTo: complaints@school.test\r\n"
        f"Subject: =?utf-8?B?{base64.b64encode('投诉教学质量'.encode()).decode()}?=\r\n"
        f"Date: Fri, 20 Nov 2026 09:30:00 +0800\r\nMessage-ID: <bench{number}@mail.test>\r\n{fields}\r\n"
    )
    with open(os.path.join(FOLDER, f"{number:04}.eml"), "wb") as file:
        file.write(head.encode() + body.replace(b"\n", b"\r\n"))


def encoded(data, encoding):
    if encoding == "base64":
        return base64.encodebytes(data)
    return quopri.encodestring(data) if encoding == "quoted-printable" else data


SHAPES = [
    (ZH, "utf-8", "8bit", text, "plain"),
    (ZH, "gb18030", "8bit", text, "plain"),
    (ZH, "utf-8", "base64", text, "plain"),
    (ZH, "gb2312", "base64", text, "plain"),
    (ZH, "utf-8", "quoted-printable", text, "plain"),
    (EN, "us-ascii", "7bit", text, "plain"),
    (EN, "iso-8859-1", "quoted-printable", text, "plain"),
    (ZH, "utf-8", "base64", html, "html"),
    (EN, "utf-8", "8bit", html, "html"),
]

os.makedirs(FOLDER, exist_ok=True)
for i in range(180):
    lines, charset, encoding, write, subtype = SHAPES[i % len(SHAPES)]
    size = random.choice((8, 30, 100, 300)) * 1024
    data = write(lines, size).encode(charset)
    mail(i, f"Content-Type: text/{subtype}; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n", encoded(data, encoding))
