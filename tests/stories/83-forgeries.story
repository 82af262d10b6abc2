# Whom we believe (spec §18): what a clever stranger, a careless forwarder and a broken server may try, each on a case
# that waits for a decision. P19, P24, P25, P26.

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，电话13812341203。数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
mail from 王小明 <ming@mail.test> proven
  subject 环境
  | 姓名：王小明，电话13912341203，高一2班。食堂的饭菜不新鲜，环境很脏，空调也坏了，希望改善。
letter M01 to ming@mail.test
letter M04 to office@school.test
cases 2

# The name of a supervisor is no supervisor.
mail from 主管壬 <boss@mail.test> proven
  subject Re: [{case 1}] 结案
  | #终止协商 已处理完毕
letter M27 to intake@school.test
  says 来信未经核实
fate unverified
state assigned of 1

# Sender and Reply-To name nobody; From alone does.
mail from 陌生人 <other@mail.test> proven
  header Sender: teaching@school.test
  header Reply-To: teaching@school.test
  subject Re: [{case 1}] 新派单
  | #联系 电话 已联系学员
letter M27 to intake@school.test
fate unverified
state assigned of 1

# A look-alike domain: a Cyrillic с in "sсhool".
mail from 教学丙 <teaching@sсhool.test> proven
  subject Re: [{case 1}] 新派单
  | #联系 电话 已联系学员
letter M27 to intake@school.test
fate unverified
state assigned of 1

# A header of a foreign server below or above ours proves nothing.
mail from 教学乙 <teaching.head@school.test>
  header Authentication-Results: mx.evil.test; dmarc=pass header.from=school.test
  subject Re: [{case 1}] 新派单
  | #转派 教务部 排课问题
letter M27 to intake@school.test
fate unverified
state assigned of 1

# Ours says fail, a forged one under it says pass: the topmost of ours counts.
answer M04 by teaching.head@school.test
  header Authentication-Results: mx.school.test; dmarc=fail header.from=school.test
  header Authentication-Results: mx.school.test; dmarc=pass header.from=school.test
  | #转派 教务部 排课问题
letter M23c to teaching.head@school.test
state assigned of 1

# No policy, a temporary error, a pass for another domain: no proof; a code is asked for.
answer M04 by teaching.head@school.test
  header Authentication-Results: mx.school.test; dmarc=none header.from=school.test; dkim=temperror header.d=school.test
  | #转派 教务部 排课问题二
letter M23c to teaching.head@school.test
answer M04 by teaching.head@school.test
  header Authentication-Results: mx.school.test; dmarc=pass header.from=mail.test; dkim=pass header.d=mail.test
  | #转派 教务部 排课问题三
letter M23c to teaching.head@school.test
state assigned of 1

# Two senders are nobody's: the server vouched for one, and we might read the other.
answer M04 by teaching.head@school.test proven
  header From: other@mail.test
  | #转派 教务部 排课问题四
letter M23c to teaching.head@school.test
state assigned of 1

# A handler passes our letter on, token and all, to the learner and to a friend: the learner's answer is his own, about
# his own case; the friend gets nothing; neither commands.
answer M04 of teaching@school.test by learner@mail.test proven
  | #办结 不用办了，谢谢
letter M27 to teaching@school.test
state assigned of 1
answer M04 of teaching@school.test by friend@mail.test proven
  | #办结 不用办了
letter M27 to intake@school.test
fate unverified
state assigned of 1

# The learner of one case with the letter of another's: not his, and nothing of it comes back to him.
answer M04 of office@school.test by learner@mail.test proven
  | 我同意
letter M27 to intake@school.test
fate unverified
state assigned of 2

# A report that our letter came back, from a stranger who never had it: no letter of ours is named, nothing is believed.
mail from MAILER-DAEMON <mailer-daemon@evil.test>
  header Content-Type: multipart/report; report-type=delivery-status; boundary=b
  subject Undelivered Mail Returned to Sender
  | --b
  | Content-Type: text/plain
  |
  | could not be delivered
  | --b
  | Content-Type: message/delivery-status
  |
  | Reporting-MTA: dns; evil.test
  |
  | Final-Recipient: rfc822; learner@mail.test
  | Action: failed
  | Status: 5.1.1
  |
  | --b--
no letters
fate bounce
field contact_lost
