# A mail that two mailboxes or a copy brought twice is one mail, also where no case leads to the first: what staff
# pass on or key in, what a form sends, commands about no case, what nobody vouches for (spec §20 scenario 17, P6).

at 2026-11-23 10:00
mail from 教学乙 <teaching.head@school.test> proven
  subject 转发：上课的问题
  | #代收
  |
  | ---------- Forwarded message ---------
  | 发件人： 李小雨 <learner@mail.test>
  | 日期： 2026年11月22日周日 20:15
  | 主题： 上课的问题
  | 收件人： 教学乙 <teaching.head@school.test>
  |
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M23d to teaching.head@school.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
again by another way
no letters
fate duplicate
cases 1

mail from 前台甲 <intake@school.test> proven
  subject 电话投诉
  | 渠道：电话
  | 姓名：王小明
  | 类别：环境设施
  | 投诉内容：教室的灯坏了一个月。
letter M23d to intake@school.test
letter M04 to office@school.test
again by another way
no letters
fate duplicate
cases 2

setting # form_senders = []; => form_senders = ["form@site.test"];
mail from 网站 <form@site.test> proven
  header Reply-To: ming@mail.test
  subject 网站投诉
  | 姓名：王小明
  | 投诉内容：食堂的饭菜不新鲜，环境很脏，空调也坏了，希望改善。
letter M01 to ming@mail.test
letter M04 to office@school.test
again by another way
no letters
fate duplicate
cases 3

mail from 教学甲 <teaching@school.test> proven
  subject 请假
  | #代理 教学乙 12月1日 12月3日
letter M23 to teaching@school.test
  says ✓
again by another way
no letters
fate duplicate

# Unproven it goes to intake once; the same mail with the server's word is another matter.
mail from 教学甲 <teaching@school.test>
  subject 学员的事
  | #联系 电话 已联系
letter M04t to intake@school.test
fate unverified
cases 4
again by another way
no letters
fate duplicate
cases 4
