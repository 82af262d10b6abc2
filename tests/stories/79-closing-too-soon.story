# A case ends when the remedy lasts and everybody knows why it was needed (T25): not before both checks, not without
# cause and improvement. Into one that has ended nothing is merged.
at 2026-01-05 10:00
use parts/tracking.part
at 2026-01-05 14:00
letter M16a to learner@mail.test
answer M12 by intake@school.test proven
  | #结案
letter M23 to intake@school.test
  says 还没有到时候
at 2026-01-12 18:00
letter M17 to learner@mail.test
answer M17 by learner@mail.test proven
  | 1
at 2026-02-04 18:00
letter M17 to learner@mail.test
answer M17 by learner@mail.test proven
  | 1
answer M12 by intake@school.test proven
  | #结案
letter M23 to intake@school.test
  says 还没有填写原因和改进措施
state tracking
answer M10 by teaching@school.test proven
  | #原因 备课不足
  | #改进 每周听课一次 王主任 3月6日
letter M23 to teaching@school.test
at 2026-02-04 22:00
letter M16 to learner@mail.test
  says 已结案
state closed

# Two weeks later the same learner has another complaint; it is linked to the old one, never merged into it.
at 2026-02-20 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 一件事
  | 我是高三1班的李小雨，我想说一件事。
letter M01 to learner@mail.test
letter M04t to intake@school.test
answer M04t by intake@school.test proven
  | #并案 {case 1}
letter M23 to intake@school.test
  says 那一件已经结束
state triage of 2
answer M04t by intake@school.test proven
  | #关联 {case 1}
letter M23 to intake@school.test
  says ✓
