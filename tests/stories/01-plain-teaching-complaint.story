# A plain teaching complaint from mail to tracking, all limits met (spec §20, scenario 1).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，电话13812341203。
  | 数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
  says 11月24日(周二)18:00
  says 教学部
letter M04 to teaching@school.test
  says 照本宣科
  says #联系
letter M04 to teaching.head@school.test
state assigned
clock CONTACT due 2026-11-24 18:00

at 2026-11-23 13:00
answer M04 by teaching@school.test proven
  | #联系 电话 已与学员沟通，了解情况
letter M23 to teaching@school.test
  says ✓
state investigating
clock CONTACT met 2026-11-23 13:00

at 2026-11-24 09:30
answer M04 by teaching@school.test proven
  | #方案 更换数学老师；补课两次/王主任/11月27日
letter M23 to teaching@school.test
letter M08 to learner@mail.test
  says 更换数学老师
  says 王主任
  says 11月27日
letter M08 to teaching@school.test
letter M08 to intake@school.test
state negotiating

at 2026-11-24 12:00
answer M08 by learner@mail.test proven
  | 同意
letter M10 to intake@school.test
letter M10 to teaching@school.test
state executing

# Two automatic mails to one learner lie four hours apart: M08 went out at 09:30.
at 2026-11-24 13:30
letter M10 to learner@mail.test
  says 更换数学老师
  says 11月27日

at 2026-11-27 11:00
letter M11 to teaching@school.test
answer M10 by teaching@school.test proven
  | #完成 1
  | #完成 2
  | #办结 已更换为陈老师，补课两次均完成，学员确认满意
letter M23 to teaching@school.test
letter M12 to intake@school.test
letter M13 to supervision@school.test
letter M13 to audit@school.test
letter M13 to rep@school.test
  not 李小雨
  not learner@mail.test
letter M14 to learner@mail.test
  says 满意
state confirming
clock FEEDBACK due 2026-12-01 18:00
clock FEEDBACK met 2026-11-27 11:00

at 2026-11-28 08:00
answer M14 by learner@mail.test proven
  | 满意，谢谢老师
letter M16a to learner@mail.test
state tracking
