# A promised date that moves is told to the learner: old, new, and why (spec §20, scenario 24; T18). The second
# time only the supervisor may move it.
at 2026-11-23 10:00
use parts/executing.part
clock EXEC due 2026-11-30 18:00
at 2026-11-23 14:00
letter M10 to learner@mail.test
at 2026-11-25 10:00
answer M04 by teaching.head@school.test proven
  | #延期 12月4日 新老师的课表有冲突
letter M23 to teaching.head@school.test
letter M19 to learner@mail.test
  says 11月30日(周一)18:00
  says 12月4日(周五)18:00
  says 新老师的课表有冲突
letter M19 to intake@school.test
clock EXEC due 2026-12-04 18:00
answer M04 by teaching.head@school.test proven
  | #延期 12月8日 还是有冲突
letter M23 to teaching.head@school.test
  says 行政主管
clock EXEC due 2026-12-04 18:00
