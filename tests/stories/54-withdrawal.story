# A learner says clearly that he withdraws; intake makes sure and confirms (T28).
at 2026-11-23 10:00
use parts/assigned.part
answer M01 by learner@mail.test proven
  | 我要撤诉，谢谢
letter M27 to teaching@school.test
letter M27 to intake@school.test
  says #撤诉
  says 请打电话确认
state assigned
answer M27 by intake@school.test proven
  | #撤诉 已电话确认，问题已解决
letter M23 to intake@school.test
letter M24 to learner@mail.test
  says 撤诉
state withdrawn
# Who changes his mind begins anew, linked.
at 2026-11-24 10:00
answer M24 by learner@mail.test proven
  | 我改变主意了，数学课还是照本宣科，念PPT，讲课质量很差。
letter M01 to learner@mail.test
letters M04 to teaching@school.test teaching.head@school.test
cases 2
field linked {case 1}
