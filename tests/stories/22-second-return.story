# A department may give a case back once; the second time the supervisor decides, and that binds (spec §20,
# scenario 22; T07c).
at 2026-11-23 10:00
use parts/assigned.part
answer M04 by teaching@school.test proven
  | #退单 是排课的事
letter M23 to teaching@school.test
letter M04t to intake@school.test
  says 是排课的事
state triage
answer M04t by intake@school.test proven
  | #受理 教学质量
letter M23 to intake@school.test
letters M04 to teaching@school.test teaching.head@school.test
clock CONTACT due 2026-11-24 18:00
answer M04 by teaching@school.test proven
  | #退单 仍然认为是排课的事
letter M23 to teaching@school.test
letter M04t to supervision@school.test
state triage
answer M04t by intake@school.test proven
  | #受理 教学质量
letter M23 to intake@school.test
  says 行政主管
state triage
answer M04t by supervision@school.test proven
  | #受理 教学质量
letter M23 to supervision@school.test
letters M04 to teaching@school.test teaching.head@school.test
answer M04 by teaching@school.test proven
  | #退单 不行
letter M23 to teaching@school.test
  says ✗
  says 次数已经用完
state assigned
