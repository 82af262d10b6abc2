# Several learners of one class within three days: urgent for each of them; and when the same comes up again and
# again, the supervisor is told to look for the cause (spec §6, §13).
policy joint_learners 3
at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letters M04 to teaching@school.test teaching.head@school.test
mail from 周晓 <zhou@mail.test> proven
  subject 投诉：教学质量
  | 我是高三1班的周晓，数学老师讲课太差，作业从来不批改，教学质量差。
letter M01 to zhou@mail.test
letters M04 to teaching@school.test teaching.head@school.test
clock CONTACT due 2026-11-24 18:00
at 2026-11-23 13:00
mail from 吴晴 <wu@mail.test> proven
  subject 投诉数学老师
  | 我是高三1班的吴晴，数学老师备课不足，讲课听不懂，教学质量太差了。
letter M01 to wu@mail.test
letters M04 to teaching@school.test teaching.head@school.test
letter M05 to supervision@school.test
  says 同班多人投诉
  says {case 1}
letter M05 to teaching.head@school.test
letter M05 to supervision@school.test
  says 同样的问题又出现了
  says {case 2}
letter M19 to learner@mail.test
  says 已列为紧急
letters M19 to zhou@mail.test wu@mail.test intake@school.test intake@school.test intake@school.test
field urgent 1
state assigned of 3
