# Some programs quote a mail without any mark. We know what we sent: our words are not the learner's, and none of
# his are lost, wherever between ours he wrote them (spec §4, §10).
at 2026-11-23 10:00
use parts/negotiating.part

at 2026-11-24 10:00
answer M08 by learner@mail.test proven
  | 不同意，我还是想换老师
  |
  | {letter}
letters M09 to teaching@school.test teaching.head@school.test
  says 我还是想换老师
  not 请您看看
state investigating
answer M09 by teaching@school.test proven
  | #方案 更换为有十年教龄的老师/王主任/5个工作日
  | {letter}
letter M23 to teaching@school.test
letter M08 to learner@mail.test
  says 有十年教龄的老师
  not 请拿出新方案
letters M08 to teaching@school.test intake@school.test

# Below everything.
at 2026-11-25 10:00
answer M08 by learner@mail.test proven
  | {letter}
  |
  | 同意
letters M10 to learner@mail.test teaching@school.test intake@school.test
state executing
