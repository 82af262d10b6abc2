# Thirty days later the trouble is back: the case opens again, one level up (T24, T26, M17, M18).
at 2026-01-05 10:00
use parts/tracking.part
at 2026-01-05 14:00
letter M16a to learner@mail.test
  says 1月12日
  says 2月4日
at 2026-01-12 18:00
letter M17 to learner@mail.test
answer M17 by learner@mail.test proven
  | 一直很好
at 2026-02-04 18:00
letter M17 to learner@mail.test
answer M17 by learner@mail.test proven
  | 2
  | 又开始念PPT了
letters M18 to teaching@school.test teaching.head@school.test intake@school.test supervision@school.test audit@school.test rep@school.test
  says 又开始念PPT了
at 2026-02-04 22:00
letter M18 to learner@mail.test
  says 新的方案
state investigating
field reopened 1
