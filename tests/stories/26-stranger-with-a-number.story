# A number alone lets no stranger in: intake hears of it, nothing goes back (spec §18, §20 scenario 26; P26).

at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 我是高三1班的李小雨，数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to learner@mail.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test

mail from 好奇的人 <curious@mail.test> proven
  subject [C20261123-0001S] 进度
  | 进度
letter M27 to intake@school.test
  says 来信未经核实
  says 只凭编号不能确认身份
fate unverified
state assigned

# Reply-To identifies nobody, and gets nothing.
mail from 好奇的人 <curious@mail.test> proven
  header Reply-To: learner@mail.test
  subject [C20261123-0001S] 撤诉
  | 我不投诉了
letter M27 to intake@school.test
state assigned

# His own domain says that it was not he: a forged "I withdraw" is shown to intake, not believed.
mail from 李小雨 <learner@mail.test>
  header Authentication-Results: mx.school.test; dmarc=fail header.from=mail.test
  subject [C20261123-0001S]
  | 我撤诉，不用处理了
letter M27 to intake@school.test
  says 伪造
fate unverified
state assigned
