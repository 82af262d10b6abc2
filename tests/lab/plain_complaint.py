"""The life of one complaint as real mails: the story that etc/quickstart shows, that the daemon's test checks and that
the stop sweep interrupts. A scene is one mail by a person and the letters that must follow.

The story knows only mailboxes: it writes as the person would and reads what arrives.
"""
import email
import email.header
import email.policy
import re
import time

LEARNER = "learner@mail.test"
HANDLER = "teaching@school.test"
INTAKE = "intake@school.test"
SUPERVISION = ("supervision@school.test", "audit@school.test", "rep@school.test")
DESK = "complaints@school.test"

COMPLAINT_SUBJECT = "投诉：数学课教学质量太差"
COMPLAINT = """\
老师您好：

我是高三1班的李小雨，电话13812341203。
数学课一直照本宣科、念PPT，听不懂课，作业也不批改，讲课质量很差。
希望更换老师。附件是课堂笔记。

此致
敬礼
李小雨
"""


def complaint():
    """A learner's mail as a Chinese program writes it: GB18030 throughout, encoded-words, an attachment."""
    def word(text):
        return email.header.Header(text, "gb18030").encode().replace("gb18030", "GB18030")

    def base64(data):
        import base64 as codec
        return codec.encodebytes(data).decode().replace("\n", "\r\n")

    return (
        f"From: {word('李小雨')} <{LEARNER}>\r\nTo: <{DESK}>\r\nSubject: {word(COMPLAINT_SUBJECT)}\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"----=_001_NextPart\"\r\n\r\n"
        "------=_001_NextPart\r\nContent-Type: text/plain; charset=\"GB18030\"\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n" + base64(COMPLAINT.encode("gb18030")) +
        f"------=_001_NextPart\r\nContent-Type: text/plain; charset=GB18030; name=\"{word('课堂笔记.txt')}\"\r\n"
        f"Content-Disposition: attachment; filename=\"{word('课堂笔记.txt')}\"\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n" + base64("第三章 函数……".encode("gb18030")) +
        "------=_001_NextPart--\r\n").encode("ascii")


class Scene:
    """One mail by `who` (an answer to the newest letter whose subject or text matches `to`; None: the complaint
    itself), and the letters that it leads to, as (reader, words that the letter must hold)."""

    def __init__(self, title, who, to, words, letters):
        self.title, self.who, self.to, self.words, self.letters = title, who, to, words, letters


def scenes(complete_by):
    """`complete_by`: the plan's completion day as people write it, "12月4日"."""
    return [
        Scene("学员写信投诉", LEARNER, None, None,
              [(LEARNER, "已登记"), (HANDLER, "照本宣科")]),
        Scene("处理人联系学员", HANDLER, "照本宣科", "#联系 电话 已与学员沟通，了解课堂情况",
              [(HANDLER, "#联系")]),
        Scene("处理人提出方案", HANDLER, "照本宣科", f"#方案 更换数学老师；补课两次/王主任/{complete_by}",
              [(HANDLER, "#方案"), (LEARNER, "更换数学老师")]),
        Scene("学员同意方案", LEARNER, "更换数学老师", "同意",
              [(LEARNER, "更换数学老师"), (HANDLER, "更换数学老师"), (INTAKE, "更换数学老师")]),
        Scene("处理人办结", HANDLER, "更换数学老师", "#完成 1\n#完成 2\n#办结 已更换为陈老师，两次补课均已完成",
              [(HANDLER, "#办结"), (INTAKE, "陈老师")] + [(who, "陈老师") for who in SUPERVISION] +
              [(LEARNER, "陈老师")]),
        Scene("学员评价", LEARNER, "陈老师", "满意，谢谢！",
              [(LEARNER, "满意")]),
    ]


class Letter:
    """A letter as its reader sees it."""

    def __init__(self, reader, uid, raw):
        self.reader, self.uid, self.raw = reader, uid, raw
        self.message = email.message_from_bytes(raw, policy=email.policy.default)
        self.subject = str(self.message["Subject"])
        body = self.message.get_body(("plain",))
        self.text = body.get_content() if body else ""

    def holds(self, words):
        return words in self.text or words in self.subject


class Player:
    """Plays scenes through `post` (tests/lab/post). `told` is called with (kind, scene, who, letter) as things happen:
    "sent" and "came"."""

    def __init__(self, post, told=lambda *_: None, seconds=20):
        self.post, self.told, self.seconds = post, told, seconds
        self.letters = []  # all that came, in order of reading
        self.seen = {}     # reader → newest UID read

    def write(self, scene):
        if scene.to is None:
            self.post.send(complaint(), scene.who)
            self.told("sent", scene, scene.who, None)
            return
        asked = next(letter for letter in reversed(self.letters)
                     if letter.reader == scene.who and letter.holds(scene.to) and letter.message["Reply-To"])
        reply = email.message.EmailMessage(policy=email.policy.SMTP)
        reply["From"] = scene.who
        reply["To"] = str(asked.message["Reply-To"])
        reply["Subject"] = "回复：" + asked.subject
        reply["In-Reply-To"] = str(asked.message["Message-ID"])
        quoted = "\n".join("> " + line for line in asked.text.splitlines())
        reply.set_content(f"{scene.words}\n\n------------------ 原始邮件 ------------------\n{quoted}\n")
        self.post.send(bytes(reply), scene.who)
        self.told("sent", scene, scene.who, asked)

    def read(self, reader):
        """New letters of one reader."""
        for uid, raw in self.post.mails(reader, self.seen.get(reader, 0)):
            self.seen[reader] = uid
            yield Letter(reader, uid, raw)

    def await_letters(self, scene):
        """Until every letter of the scene has come. Returns what did not, at the deadline."""
        missing = list(scene.letters)
        end = time.monotonic() + self.seconds
        while missing and time.monotonic() < end:
            for reader in dict(missing):
                for letter in self.read(reader):
                    self.letters.append(letter)
                    fits = next((want for want in missing if want[0] == reader and letter.holds(want[1])), None)
                    if fits:
                        missing.remove(fits)
                    self.told("came", scene, reader, letter)
            if missing:
                time.sleep(0.05)
        return missing

    def play(self, scene):
        self.write(scene)
        return self.await_letters(scene)

    def case_number(self):
        for letter in self.letters:
            found = re.search(r"C\d{8}-\d{4,}[A-Z]", letter.subject)
            if found:
                return found[0]
        return None
