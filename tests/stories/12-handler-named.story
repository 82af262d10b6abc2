# Whom the complaint names never handles it, and gets no letter about it, in whatever role (spec §2, §20 scenario 12).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学丙上课照本宣科
  | 我是高三1班的李小雨，教学丙讲课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching.head@school.test
  says 教学丙
state assigned

# A head who is named, too: the case goes to the supervisor.
mail from 王小明 <ming@mail.test> proven
  subject 投诉：教学质量太差
  | 教学丙、教学乙两位老师讲课照本宣科，念PPT，讲课质量很差。
letter M01 to ming@mail.test
letter M04 to supervision@school.test
state assigned
cases 2

# The only intake person is named: what she would get goes to the supervisor.
mail from 张小红 <red@mail.test> proven
  subject 一件事
  | 前台甲，我想说一件事。
letter M01 to red@mail.test
letter M04t to supervision@school.test
cases 3

# A colleague who is named and has the number learns nothing by asking, and orders nothing.
mail from 教学丙 <teaching@school.test> proven
  subject Re: [C20261123-0001S]
  | 这是谁投诉的？
letter M27 to intake@school.test
  says 也不是有关人员
cases 3
