# Not accepted, with the reason and other ways; whoever answers with something new is read again (T05, M03).
at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 请问
  | 请问寒假班什么时候开始报名？
letter M01 to learner@mail.test
letter M04t to intake@school.test
  says 不像投诉
answer M04t by intake@school.test proven
  | #不予受理 是咨询，已转前台答复
letter M23 to intake@school.test
letter M03 to learner@mail.test
  says 已转前台答复
  says 12345
state dismissed
at 2026-11-24 10:00
answer M03 by learner@mail.test proven
  | 我现在要投诉：数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letters M04 to teaching@school.test teaching.head@school.test
cases 2
field linked {case 1}
