# "不太满意" is no satisfaction: the case goes back (spec §20, scenario 8; §12).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
answer M04 by teaching@school.test proven
  | #联系 电话 已了解情况
letter M23 to teaching@school.test
answer M04 by teaching@school.test proven
  | #方案 更换数学老师/王主任/11月27日
letter M23 to teaching@school.test
letter M08 to learner@mail.test
letter M08 to teaching@school.test
letter M08 to intake@school.test
answer M08 by learner@mail.test proven
  | 同意
letter M10 to intake@school.test
letter M10 to teaching@school.test
answer M10 by teaching@school.test proven
  | #完成 1
  | #办结 已更换为陈老师上课
letter M23 to teaching@school.test
letter M12 to intake@school.test
letter M13 to supervision@school.test
letter M13 to audit@school.test
letter M13 to rep@school.test
letter M14 to learner@mail.test
state confirming

answer M14 by learner@mail.test proven
  | 不太满意，新老师也没有备课
state investigating
letter M18 to teaching@school.test
letter M18 to teaching.head@school.test
letter M18 to intake@school.test
letter M18 to supervision@school.test
letter M18 to audit@school.test
letter M18 to rep@school.test
  not 李小雨
