# An institution that wants votes first: the learner hears of the result when the supervisor agrees (T19 "before").
policy feedback before
at 2026-11-23 10:00
use parts/executing.part
answer M10 by teaching@school.test proven
  | #办结 已更换为陈老师上课
letter M23 to teaching@school.test
letters M07 to supervision@school.test audit@school.test rep@school.test
state handled
answer M07 by supervision@school.test proven
  | 同意
letter M23 to supervision@school.test
letter M12 to intake@school.test
letters M13 to supervision@school.test audit@school.test rep@school.test
letter M14 to learner@mail.test
state confirming
