# What is neither yes nor no goes to the handler as words; the learner is asked once more, politely, and only once
# (spec §10, §12).
at 2026-11-23 10:00
use parts/negotiating.part
at 2026-11-23 16:00
answer M08 by learner@mail.test proven
  | 我再想想，另外补课的时间能不能放在周末
letter M27 to teaching@school.test
  says 放在周末
letter M15 to learner@mail.test
  says 还不能确定您是否同意
state negotiating
answer M15 by learner@mail.test proven
  | 我还是觉得应该先看看新老师的课
letter M27 to teaching@school.test
state negotiating
answer M15 by learner@mail.test proven
  | 1
letters M10 to teaching@school.test intake@school.test
state executing
at 2026-11-23 20:00
letter M10 to learner@mail.test
