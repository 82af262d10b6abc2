# From the fifth round the whole supervision group decides what is offered (spec §10).
at 2026-11-23 10:00
use parts/negotiating.part
at 2026-11-24 10:00
use parts/refused.part
at 2026-11-25 10:00
use parts/refused.part
at 2026-11-26 10:00
answer M08 by learner@mail.test proven
  | 2
letters M09 to teaching@school.test teaching.head@school.test supervision@school.test
answer M09 by teaching@school.test proven
  | #方案 再换一位老师/王主任/5个工作日
letter M23 to teaching@school.test
letters M08 to learner@mail.test teaching@school.test intake@school.test
at 2026-11-27 10:00
answer M08 by learner@mail.test proven
  | 2
letters M09 to teaching@school.test teaching.head@school.test supervision@school.test
answer M09 by teaching@school.test proven
  | #方案 退还部分学费/王主任/5个工作日/800
letter M23 to teaching@school.test
letters M07 to supervision@school.test audit@school.test rep@school.test
state plan_review
answer M07 by supervision@school.test proven
  | 同意
letter M23 to supervision@school.test
answer M07 by audit@school.test proven
  | 同意
letter M23 to audit@school.test
state plan_review
answer M07 by rep@school.test proven
  | 弃权
letter M23 to rep@school.test
letters M08 to learner@mail.test teaching@school.test intake@school.test
state negotiating
