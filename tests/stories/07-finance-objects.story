# Finance weighs cost against benefit and objects; the plan is changed (spec §20, scenario 7; T13).
at 2026-11-23 10:00
use parts/investigating.part
answer M04 by teaching@school.test proven
  | #方案 退还全部学费/王主任/5个工作日/800
letter M23 to teaching@school.test
letter M07 to audit@school.test
  says 费用与效果
  says 800元
  not 李小雨的
state plan_review
clock REVIEW due 2026-11-24 18:00

at 2026-11-23 15:00
answer M07 by audit@school.test proven
  | #驳回 费用过高，补课即可
letter M23 to audit@school.test
letters M07r to teaching@school.test teaching.head@school.test
  says 费用过高
letter M07r to supervision@school.test
state investigating

answer M07r by teaching@school.test proven
  | #方案 免费补课三次/王主任/5个工作日
letter M23 to teaching@school.test
letters M08 to learner@mail.test teaching@school.test intake@school.test
state negotiating
