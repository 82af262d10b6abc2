# A learner asks for the personal data held: a task of intake's, answered within 15 working days (spec §17, M25). The
# complaint goes on as it was.

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test

answer M01 by learner@mail.test proven
  | 请删除我的个人信息。
letter M25 to learner@mail.test
  says 12月14日(周一)18:00
  says 删除
letter M25 to intake@school.test
  says 请删除我的个人信息
  says 先核实是本人
event data-request
state assigned
clock CONTACT due 2026-11-24 18:00

# Nobody asks for another's.
mail from 好奇的人 <curious@mail.test> proven
  subject [C20261123-0001S] 个人信息
  | 我想查询我的个人信息。
letter M27 to intake@school.test
fate unverified
