# Nearly the same words from another address: intake is shown the other case, and decides (spec §13). Another
# learner's case is not merged unless somebody confirms that it is the same person.
at 2026-11-23 10:00
mail from 李小雨 <learner@mail.test> proven
  subject 投诉：教学质量太差
  | 数学课照本宣科，念PPT，讲课质量很差，作业从来不批改，希望更换老师，请尽快处理。
letter M01 to learner@mail.test
letters M04 to teaching@school.test teaching.head@school.test
at 2026-11-23 13:00
mail from 小雨 <xiaoyu@other.test> proven
  subject 投诉
  | 数学课照本宣科， 念PPT，讲课质量很差，作业从来不批改，希望更换老师。请尽快处理！
letter M01 to xiaoyu@other.test
letter M04t to intake@school.test
  says 可能与 {case 1}
answer M04t by intake@school.test proven
  | #并案 {case 1}
letter M23 to intake@school.test
  says 另一位学员
state triage of 2
answer M04t by intake@school.test proven
  | #并案 {case 1} 确认
letter M23 to intake@school.test
letter M24 to xiaoyu@other.test
letter M27 to teaching@school.test
state merged of 2
