# Refused because of the way in which it came: not as an answer to a letter of ours, about no case, in HTML alone, with
# other lines where it must stand alone, or unproven where nobody could be asked back.
with digests
at 2026-11-23 10:00
use parts/assigned.part

# The number in the subject is no proof: it stands in every copy.
mail from 教学丙 <teaching@school.test> proven
  subject [{case 1}] 联系
  | #联系 电话 已听学员说明情况
letter M23 to teaching@school.test
  says 这封信不是对我们邮件的回复
mail from 教学丙 <teaching@school.test> proven
  subject 联系
  | #联系 电话 已听学员说明情况
letter M23 to teaching@school.test
  says 没有看出是哪一件
state assigned

# HTML can hide what it says; who writes it must hear that nothing was done, of a command as of a vote in one word.
answer M04 by teaching@school.test proven
  header MIME-Version: 1.0
  header Content-Type: text/html; charset=utf-8
  | <p>#联系 电话 已听学员说明情况</p>
letter M23 to teaching@school.test
  says 邮件里没有纯文本
state assigned

# A numbered line belongs to a digest: in answer to a letter about one case nobody knows what "2" would be.
answer M04 by teaching@school.test proven
  | 2 #联系 电话 已听学员说明情况
letter M23 to teaching@school.test
  says 没有看出是哪一件
state assigned

# An absence is about no case, so it stands in a mail of its own.
mail from 教学丙 <teaching@school.test> proven
  subject 请假
  | #代理 教学乙 11月25日 至 11月27日
  | #帮助
letter M23 to teaching@school.test
  says 请单独发一封邮件

# A line of a digest cannot be asked back with a code, for a code belongs to one case.
at 2026-11-23 14:00
letter M06 to teaching.head@school.test
at 2026-11-24 09:10
letters M21 to teaching@school.test supervision@school.test audit@school.test rep@school.test director@school.test
answer M21 by teaching@school.test
  | 1 #转派 教务部 排课问题
letter M23 to teaching@school.test
  says ✗
state assigned
