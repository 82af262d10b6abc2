# A question to the learner stops the plan's clock until the answer, ten working days at most; the time to get in
# touch never waits (T29, §9).
at 2026-11-23 10:00
use parts/investigating.part
answer M04 by teaching@school.test proven
  | #补充 是哪一天的课？
letter M23 to teaching@school.test
letter M02 to learner@mail.test
  says 是哪一天的课？
field waiting_info 1
answer M04 by teaching@school.test proven
  | #补充 还有别的吗？
letter M23 to teaching@school.test
  says ✗
at 2026-11-25 10:00
answer M02 by learner@mail.test proven
  | 上周三晚上的
letter M27 to teaching@school.test
  says 上周三晚上的
field waiting_info
clock PLAN due 2026-11-30 18:00
