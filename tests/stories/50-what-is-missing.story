# What the registration lacks is asked for once, by number, and the numbered answer is understood (spec §4, M02).
at 2026-11-23 10:00
mail from <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
  says 还差几项
  says 1　姓名
  says 3　班级
letters M04 to teaching@school.test teaching.head@school.test
answer M01 by learner@mail.test proven
  | 1：李小雨
  | 3：高三1班
letter M27 to teaching@school.test
field learner_name 李小雨
field class_name 高三1班
field phone
