# Two matters in one mail: the stronger one leads, the other's department reads along (spec §20, scenario 4; §5).
at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，电话13812341203。
  | 数学课照本宣科，念PPT，讲课质量很差，老师敷衍，备课不足，希望更换老师。
  | 另外还有排课冲突，经常临时调课。
letter M01 to learner@mail.test
  says 教学部
letters M04 to teaching@school.test teaching.head@school.test
letter M04 to affairs@school.test
  says 抄送给您
  says 教学部主办
  not #接单
state assigned
field category teaching
field secondary schedule
field department teaching
