# Two complaints of one learner become one; both numbers live, and it can be undone (spec §13, T06, M24).
at 2026-11-23 10:00
use parts/assigned.part
at 2026-11-23 13:00
mail from 李小雨 <learner@mail.test> proven
  subject 补充投诉
  | 我是高三1班的李小雨。数学课还是照本宣科，念PPT，讲课质量很差，请尽快换老师。
letter M01 to learner@mail.test
# The same learner within fourteen days: suggested to intake, never merged silently.
letter M04t to intake@school.test
  says 可能与 {case 1}
  says #并案 {case 1}
state triage of 2
answer M04t by intake@school.test proven
  | #并案 {case 1}
letter M23 to intake@school.test
letter M24 to learner@mail.test
  says 合在一起办
  says {case 1}
letter M27 to teaching@school.test
  says 请尽快换老师
  says 并了进来
state merged of 2
# What is written to the merged number reaches the other case.
answer M04 by teaching@school.test proven
  | #接单
letter M23 to teaching@school.test

at 2026-11-23 20:00
answer M24 by learner@mail.test proven
  | 补充一句：上周五的课也是这样。
letter M27 to teaching@school.test
  says 上周五的课也是这样
answer M24 by learner@mail.test proven
  | 进度
letter M26 to learner@mail.test
  says {case 1}
# It was a mistake: apart again.
answer M04t by intake@school.test proven
  | #拆分 {case 1}
letter M23 to intake@school.test
letter M04t to intake@school.test
letter M24 to learner@mail.test
  says 分开办理
  says {case 1}
state triage of 2
