# Negotiation goes on until the learner accepts [S]; from the third round the supervisor is told (spec §20,
# scenario 6; §10). An offered plan is never edited: each change is a plan of its own.
at 2026-11-23 10:00
use parts/negotiating.part

at 2026-11-24 10:00
answer M08 by learner@mail.test proven
  | 2
  | 我要换有经验的老师
letters M09 to teaching@school.test teaching.head@school.test
  says 我要换有经验的老师
state investigating
answer M09 by teaching@school.test proven
  | #方案 更换为有十年教龄的老师/王主任/5个工作日
letter M23 to teaching@school.test
letter M08 to learner@mail.test
  says 第2版
letters M08 to teaching@school.test intake@school.test

at 2026-11-25 10:00
answer M08 by learner@mail.test proven
  | 不同意。还要补课。
letters M09 to teaching@school.test teaching.head@school.test
answer M09 by teaching@school.test proven
  | #方案 更换为有十年教龄的老师；补课一次/王主任/5个工作日
letter M23 to teaching@school.test
letters M08 to learner@mail.test teaching@school.test intake@school.test

at 2026-11-26 10:00
answer M08 by learner@mail.test proven
  | 不接受
letters M09 to teaching@school.test teaching.head@school.test
letter M09 to supervision@school.test
  says 第3轮
answer M09 by teaching@school.test proven
  | #方案 更换为有十年教龄的老师；补课三次/王主任/5个工作日
letter M23 to teaching@school.test
letters M08 to learner@mail.test teaching@school.test intake@school.test

# An answer to a plan that has been replaced is no answer to this one: it goes to the handler as words.
at 2026-11-26 15:00
answer M08 by learner@mail.test proven
  | 同意
letters M10 to learner@mail.test teaching@school.test intake@school.test
state executing
