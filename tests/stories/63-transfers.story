# A transfer gives the learner a new time, told once by M04 and then by M19; the third is the supervisor's (T08).
at 2026-11-23 10:00
use parts/assigned.part
answer M04 by teaching@school.test proven
  | #接单
letter M23 to teaching@school.test
at 2026-11-24 10:00
answer M04 by teaching.head@school.test proven
  | #转派 教务部 其实是排课的事
letter M23 to teaching.head@school.test
letter M04 to learner@mail.test
  says 教务部
  says 11月25日(周三)18:00
letter M04 to affairs@school.test
  says 其实是排课的事
clock CONTACT due 2026-11-25 18:00
answer M04 by affairs@school.test proven
  | #接单
letter M23 to affairs@school.test
at 2026-11-25 09:00
letter M06 to affairs@school.test
  says 提出方案
at 2026-11-25 10:00
answer M04 by affairs@school.test proven
  | #转派 教学部 还是教学的事
letter M23 to affairs@school.test
letters M04 to teaching@school.test teaching.head@school.test
letter M19 to learner@mail.test
  says 11月25日(周三)18:00
  says 11月26日(周四)18:00
letter M19 to intake@school.test
answer M04 by teaching.head@school.test proven
  | #转派 教务部 不是
letter M23 to teaching.head@school.test
  says 行政主管
clock CONTACT due 2026-11-26 18:00
