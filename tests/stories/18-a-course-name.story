# An alarming word in the name of a course is no alarm (spec §20, scenario 18; §6).
at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：急救培训课教学质量
  | 我是高三1班的李小雨，《安全事故与急救》课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
  not 紧急
letters M04 to teaching@school.test teaching.head@school.test
field urgent
clock CONTACT due 2026-11-24 18:00
