# A supervisor objects to the result within the limit: it is done again, and the learner, who has heard of it, is told
# (T20, M07r).
at 2026-11-23 10:00
use parts/confirming.part
at 2026-11-24 11:00
answer M13 by audit@school.test proven
  | #驳回 没有补课的签到表
letter M23 to audit@school.test
letters M07r to teaching@school.test teaching.head@school.test intake@school.test supervision@school.test
  says 没有补课的签到表
letter M07r to learner@mail.test
  says 您不用做什么
state executing
at 2026-11-24 16:00
answer M07r by teaching@school.test proven
  | #办结 已更换老师，补课三次，签到表附后
letter M23 to teaching@school.test
letter M12 to intake@school.test
letters M13 to supervision@school.test audit@school.test rep@school.test
letter M14 to learner@mail.test
state confirming

# A word about the first result is none about the second: neither a vote nor the learner's opinion.
answer first M13 by audit@school.test proven
  | #驳回 还是不行
letter M23 to audit@school.test
  says 此后已有新的内容
answer first M14 by learner@mail.test proven
  | 1
letter M27 to teaching@school.test
letter M27 to intake@school.test
letter M15 to learner@mail.test
state confirming
answer M14 by learner@mail.test proven
  | 1
state tracking
