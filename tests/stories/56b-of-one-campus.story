# Three complaints of one kind at one campus within ninety days: the supervisor is told, whatever the classes and the
# teachers are (spec §13).
at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 姓名：李小雨
  | 班级：高三1班
  | 校区：东湖校区
  | 数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letters M04 to teaching@school.test teaching.head@school.test
mail from 周晓 <zhou@mail.test> proven
  subject 投诉：教学质量
  | 姓名：周晓
  | 班级：高二5班
  | 校区：东湖校区
  | 英语老师讲课太差，上课念PPT，作业从来不批改，教学质量差。
letter M01 to zhou@mail.test
letters M04 to teaching@school.test teaching.head@school.test
mail from 钱一 <qian@mail.test> proven
  subject 投诉：教学质量
  | 姓名：钱一
  | 班级：初三2班
  | 校区：西山校区
  | 物理老师讲课质量差，讲错题，照本宣科，备课不足。
letter M01 to qian@mail.test
letters M04 to teaching@school.test teaching.head@school.test
field site 西山校区
mail from 孙二 <sun@mail.test> proven
  subject 投诉：教学质量
  | 姓名：孙二
  | 班级：初一4班
  | 校区：东湖校区
  | 语文老师讲课质量差，照本宣科，念课件，备课不足。
letter M01 to sun@mail.test
letters M04 to teaching@school.test teaching.head@school.test
letter M05 to supervision@school.test
  says {case 1}
  says {case 2}
  not {case 3}
