# Two institutions' daemons answer each other at most twice (spec §20 scenario 27; P17).

at 2026-11-23 10:00
mail from 投诉受理 <complaints@other.test> proven
  subject 投诉：贵校教学质量太差
  | 数学课照本宣科，念PPT，讲课质量很差，希望更换老师。
letter M01 to complaints@other.test
letter M04 to teaching@school.test
letter M04 to teaching.head@school.test

# The other one acknowledges our acknowledgement.
answer M01 by complaints@other.test proven
  header Auto-Submitted: auto-replied
  header X-Complaintd-Loop: other.test
  | 您的来信已登记，编号 C20261123-0001S。
fate auto
no letters

# Even where a gateway took the marks of a machine off, its own mark stays.
answer M01 by complaints@other.test proven
  header X-Complaintd-Loop: other.test
  | 您的来信已登记。
fate auto
no letters
cases 1
