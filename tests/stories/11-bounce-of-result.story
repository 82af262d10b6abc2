# The letter with the result comes back: the learner was not told, FEEDBACK is not met, somebody must telephone
# (spec §7 T19, §18, §20 scenario 11). A report that anybody could forge proves nothing.

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
answer M04 by teaching@school.test proven
  | #联系 电话 已了解情况
letter M23 to teaching@school.test
answer M04 by teaching@school.test proven
  | #方案 更换数学老师/王主任/11月27日
letter M23 to teaching@school.test
letter M08 to learner@mail.test
letter M08 to teaching@school.test
letter M08 to intake@school.test
answer M08 by learner@mail.test proven
  | 同意
letter M10 to intake@school.test
letter M10 to teaching@school.test

# A forged report with the case's number alone changes nothing.
mail from Mail Delivery <MAILER-DAEMON@evil.test>
  header Content-Type: multipart/report; report-type=delivery-status; boundary=b
  subject [C20261123-0001S] Undelivered Mail Returned to Sender
  | --b
  | Content-Type: text/plain
  |
  | This is the mail system.
  | --b
  | Content-Type: message/delivery-status
  |
  | Reporting-MTA: dns; mx.evil.test
  |
  | Final-Recipient: rfc822; learner@mail.test
  | Action: failed
  | Status: 5.1.1
  | --b--
fate bounce
no letters
state executing

answer M10 by teaching@school.test proven
  | #完成 1
  | #办结 已更换为陈老师上课
letter M23 to teaching@school.test
letter M12 to intake@school.test
letter M13 to supervision@school.test
letter M13 to audit@school.test
letter M13 to rep@school.test
letter M14 to learner@mail.test
state confirming
clock FEEDBACK met 2026-11-23 10:00

at 2026-11-23 10:05
answer M14 of learner@mail.test by MAILER-DAEMON@mail.test
  header Content-Type: multipart/report; report-type=delivery-status; boundary=b
  subject Undelivered Mail Returned to Sender
  | --b
  | Content-Type: text/plain
  |
  | This is the mail system.
  | --b
  | Content-Type: message/delivery-status
  |
  | Reporting-MTA: dns; mx.mail.test
  |
  | Final-Recipient: rfc822; learner@mail.test
  | Action: failed
  | Status: 5.1.1
  | --b--
letter M15 to teaching@school.test
letter M15 to intake@school.test
fate bounce
event bounced
clock FEEDBACK running
