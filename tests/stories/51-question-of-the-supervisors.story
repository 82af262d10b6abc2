# 质询 forces an answer within two working days, and the supervision group gets it (spec §11).
at 2026-11-23 10:00
use parts/confirming.part
answer M13 by rep@school.test proven
  | #质询 新老师试讲过吗
letter M23 to rep@school.test
letter M27 to teaching@school.test
  says 质询
  says 新老师试讲过吗
  says 11月25日(周三)18:00
letter M27 to teaching.head@school.test
clock QUERY due 2026-11-25 18:00
at 2026-11-24 14:00
letter M06 to teaching@school.test
  says 答复质询
  says 快到时间了
at 2026-11-25 14:00
letter M06 to teaching@school.test
  says 答复质询
answer M27 by teaching@school.test proven
  | #备注 11月20日试讲过一节，三位家长到场
letter M23 to teaching@school.test
letters M27 to supervision@school.test audit@school.test
letter M27 to rep@school.test
  says 三位家长到场
clock QUERY met 2026-11-25 14:00
