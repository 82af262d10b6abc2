# The daemon was down for three days: one letter a person catches up, however much has come due (spec §20,
# scenario 15; §14).
at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letters M04 to teaching@school.test teaching.head@school.test
mail from 周晓 <zhou@mail.test> proven
  subject 投诉：教学质量
  | 我是高二5班的周晓，英语老师讲课太差，上课念PPT，作业从来不批改，教学质量差。
letter M01 to zhou@mail.test
letters M04 to teaching@school.test teaching.head@school.test

down until 2026-11-26 10:00
letter M20 to teaching@school.test
  says 同时提醒
  says {case 1}
  says {case 2}
letter M20 to teaching.head@school.test
letter M20 to intake@school.test
letter M20 to supervision@school.test
clock CONTACT breached 2026-11-24 18:00
