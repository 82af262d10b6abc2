# What learners tell by telephone or on site, keyed in by intake as a mail with a registration block (spec §3).

at 2026-11-23 10:00
mail from 前台甲 <intake@school.test> proven
  subject 电话投诉
  | 渠道：电话
  | 姓名：李小雨
  | 电话：13812341203
  | 班级：高三1班
  | 邮箱：learner@mail.test
  | 投诉内容：数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M23d to intake@school.test
  says 李小雨
  says 电话
letter M01 to learner@mail.test
  not 李小雨
  not 照本宣科
letter M04 to teaching@school.test
  says 照本宣科
  says 渠道
  not 邮箱
letter M04 to teaching.head@school.test
state assigned

# No address: everybody but the learner is told.
at 2026-11-23 11:00
mail from 前台甲 <intake@school.test> proven
  subject 现场投诉
  | 渠道：现场
  | 姓名：王小明
  | 类别：环境设施
  | 投诉内容：教室的灯坏了一个月。
letter M23d to intake@school.test
  says 没有学员的邮箱
letter M04 to office@school.test
state assigned
cases 2

# Nobody vouches for the sender: the address waits for a word from intake's own mailbox.
at 2026-11-23 12:00
mail from 前台甲 <intake@school.test>
  subject 电话投诉
  | 渠道：电话
  | 姓名：张小红
  | 邮箱：red@mail.test
  | 投诉内容：老师讲课照本宣科，念PPT，讲课质量很差。
letter M23d to intake@school.test
  says 请确认可否给学员发信
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
cases 3
answer M23d by intake@school.test
  | #代收
letter M23 to intake@school.test
letter M01 to red@mail.test
  not 张小红
