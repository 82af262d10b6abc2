# … and after thirty days they open a new case that is linked to the old one (spec §20, scenario 14; T27).
at 2026-01-05 10:00
use parts/closed.part

# Day 31.
at 2026-03-08 10:00
answer M16 by learner@mail.test proven
  | 数学课又是照本宣科，念PPT，讲课质量很差，新老师也不备课
letter M01 to learner@mail.test
letters M04 to teaching@school.test teaching.head@school.test
cases 2
state closed of 1
state assigned of 2
field linked {case 1}
