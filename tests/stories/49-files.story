# The files of a complaint go to whoever works on it, each by itself; the mail around them, with its address, to intake
# alone, and only where it holds more. The learner representative gets none; of a confidential case only intake and
# the supervisor do (spec §4, §8, §11).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  header MIME-Version: 1.0
  header Content-Type: multipart/mixed; boundary=b
  subject 投诉：教学质量太差
  | --b
  | Content-Type: text/plain; charset=utf-8
  | Content-Transfer-Encoding: 8bit
  |
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
  | --b
  | Content-Type: text/html; name="notes.jpg"
  | Content-Disposition: attachment; filename="notes.jpg"
  | Content-Transfer-Encoding: base64
  |
  | /9j/4AAQSkZJRg==
  | --b
  | Content-Type: application/x-msdownload
  | Content-Disposition: attachment; filename="run.exe"
  | Content-Transfer-Encoding: base64
  |
  | TVqQAAMAAAAEAAAA
  | --b--
letter M01 to learner@mail.test
  no file
letter M04 to teaching@school.test
  file notes.jpg
  no file run.exe
  no file original.eml
letter M04 to teaching.head@school.test
  file notes.jpg
  no file original.eml

# Nothing is left out for lack of a place: intake, who sorts the doubtful ones, has the whole of it.
mail from 王小明 <ming@mail.test> proven
  header MIME-Version: 1.0
  header Content-Type: multipart/mixed; boundary=b
  subject 一件事
  | --b
  | Content-Type: text/plain; charset=utf-8
  | Content-Transfer-Encoding: 8bit
  |
  | 请看附件。
  | --b
  | Content-Type: application/zip
  | Content-Disposition: attachment; filename="all.zip"
  | Content-Transfer-Encoding: base64
  |
  | UEsDBA==
  | --b--
letter M01 to ming@mail.test
letter M04t to intake@school.test
  file original.eml

# Confidential: the handler works without.
mail from 张小红 <red@mail.test> proven
  header MIME-Version: 1.0
  header Content-Type: multipart/mixed; boundary=b
  subject 投诉：教学质量
  | --b
  | Content-Type: text/plain; charset=utf-8
  | Content-Transfer-Encoding: 8bit
  |
  | 保密：是
  | 投诉内容：数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
  | --b
  | Content-Type: image/png
  | Content-Disposition: attachment; filename="me.png"
  | Content-Transfer-Encoding: base64
  |
  | iVBORw0KGgo=
  | --b--
letter M01 to red@mail.test
letter M04 to teaching@school.test
  no file
letter M04 to teaching.head@school.test
  no file
