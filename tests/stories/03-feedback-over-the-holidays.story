# Handled before the National Day holidays: two working days end on 9 October (spec §20, scenario 3).
at 2026-09-30 15:00
use parts/executing.part
answer M10 by teaching@school.test proven
  | #办结 已更换为陈老师上课
letter M23 to teaching@school.test
letter M12 to intake@school.test
letters M13 to supervision@school.test audit@school.test rep@school.test
letter M14 to learner@mail.test
clock FEEDBACK due 2026-10-09 18:00
