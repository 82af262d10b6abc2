# A line of a digest that would change much wants a proven sender, or the code that goes to his own address.
with digests
at 2026-11-23 10:00
use parts/executing.part
at 2026-11-24 09:10
letter M10 to learner@mail.test
letters M21 to teaching@school.test supervision@school.test audit@school.test rep@school.test director@school.test
answer M21 by teaching@school.test
  | 1 #办结 已更换为陈老师上课
letter M23c to teaching@school.test
state executing
answer M21 by teaching@school.test proven
  | 1 #办结 已更换为陈老师上课
letter M23 to teaching@school.test
  says ✓
letter M12 to intake@school.test
letters M13 to supervision@school.test audit@school.test rep@school.test
letter M14 to learner@mail.test
state confirming
