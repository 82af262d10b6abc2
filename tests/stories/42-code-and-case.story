# A code runs what was asked only while the case's state and the writer's role still allow it (spec §18).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test

# The head asks for a transfer, the handler returns the case meanwhile.
answer M04 by teaching.head@school.test
  | #转派 教务部 排课问题
letter M23c to teaching.head@school.test
answer M04 by teaching@school.test proven
  | #退单 不属于本部门
letter M23 to teaching@school.test
letter M04t to intake@school.test
state triage
answer M23c by teaching.head@school.test
  | {code}
letter M23 to teaching.head@school.test
  says ✗
  says 现在这一步不能用
state triage
event code-given
