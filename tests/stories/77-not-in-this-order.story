# Refused because something else comes first: a plan without whom and when, a second question before the first is
# answered, a case that would be closed before anybody said why it happened, one that has ended already.
at 2026-01-05 10:00
use parts/investigating.part
answer M04 by teaching@school.test proven
  | #方案 更换数学老师
letter M23 to teaching@school.test
  says 缺少责任人
answer M04 by teaching@school.test proven
  | #补充 哪一节课？
letter M23 to teaching@school.test
letter M02 to learner@mail.test
answer M04 by teaching@school.test proven
  | #补充 哪一位老师？
letter M23 to teaching@school.test
  says 一次只问一张清单
