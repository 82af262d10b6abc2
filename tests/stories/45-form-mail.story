# A web form writes from an address of its own; the learner's is in Reply-To or in the text. The server vouches for
# the form, not for the learner: nothing that the form was filled with is echoed (spec §3, P19).

at 2026-11-23 10:00
setting # form_senders = []; => form_senders = ["form@site.test"];
mail from 网站 <form@site.test> proven
  header Reply-To: learner@mail.test
  header Auto-Submitted: auto-generated
  subject 网站投诉
  | 姓名：李小雨
  | 电话：13812341203
  | 班级：高三1班
  | 投诉内容：数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
  not 李小雨
  not 照本宣科
letter M04 to teaching@school.test
  says 李小雨
letter M04 to teaching.head@school.test
state assigned

mail from 网站 <form@site.test> proven
  header Auto-Submitted: auto-generated
  subject 网站投诉之二
  | 姓名：王小明
  | 邮箱：ming@mail.test
  | 投诉内容：数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to ming@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test
cases 2

# The address of another mailer that nobody allowed is a machine's.
mail from 别的 <other-form@site.test> proven
  header Reply-To: learner@mail.test
  header Auto-Submitted: auto-generated
  subject 网站投诉
  | 投诉内容：数学课照本宣科
no letters
fate auto
cases 2
