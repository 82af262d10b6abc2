# Nothing is carried out before the learner agrees, but for what safety asks for at once (spec §10). Who has the case
# says what was done; the supervisor and the head hear of it in the same minute, and the case goes its way.
at 2026-11-23 10:00
use parts/assigned.part
answer M04 by teaching@school.test proven
  | #应急 实验课已停，相关学员已送医务室检查
letter M23 to teaching@school.test
  says ✓
letter M05 to supervision@school.test
  says 相关学员已送医务室检查
letter M05 to teaching.head@school.test
state assigned

# What was done must be said.
answer M04 by teaching@school.test proven
  | #应急
letter M23 to teaching@school.test
  says 缺少内容
state assigned
