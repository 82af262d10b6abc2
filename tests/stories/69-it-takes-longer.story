# To find out what happened takes longer than the three days for a plan: the head asks for more time with a reason, and
# the case counts as complex (spec §9). The learner hears the old time, the new one and why; a second time is the
# supervisor's to give.
at 2026-11-23 10:00
use parts/investigating.part
clock PLAN due 2026-11-26 18:00
clock TOTAL due 2026-12-14 18:00
answer M04 by teaching.head@school.test proven
  | #延期 12月4日 要查看三个月的课堂录像
letter M23 to teaching.head@school.test
  says ✓
letter M19 to learner@mail.test
  says 提出方案
  says 11月26日(周四)18:00
  says 12月4日(周五)18:00
  says 要查看三个月的课堂录像
letter M19 to intake@school.test
clock PLAN due 2026-12-04 18:00
clock TOTAL due 2027-01-04 18:00
state investigating

answer M04 by teaching.head@school.test proven
  | #延期 12月11日 还要一周
letter M23 to teaching.head@school.test
  says 这一步要由行政主管决定
clock PLAN due 2026-12-04 18:00
