#!/usr/bin/python3
"""Prints the "_learned" lines of etc/categories.tsv anew, from mails whose kind is known: for each run of one to three
Chinese characters, each Latin word and each pair of them, how much more often it stands in mails of a kind than in
others (log odds, smoothed, in halves). `workflow/classify/learned.c` reads them.

    tests/learn.py [MAILS …]            writes etc/categories.tsv; without MAILS: tests/data/complaints.tsv
    tests/learn.py --check [MAILS …]    TAP: would the file change?
"""
import collections
import math
import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORDS = ROOT / 'etc' / 'categories.tsv'
HEAD = '# ---- learned from mails: printed by tests/learn.py, never edited · 由脚本生成，勿改 ----'
NO_COMPLAINT = {'question', 'thanks', 'spam', 'notice'}
SMOOTHING = 0.3
LEAST_MAILS = 2
MIDDLE = 6


def simplified_pairs():
    text = (ROOT / 'parser' / 'text' / 'simplified.c').read_text(encoding='utf-8')
    pairs = {}
    for block in re.findall(r'\{\s*((?:"[^"]+",?\s*)+)\}', text):
        lines = re.findall(r'"([^"]+)"', block)
        for old, new in zip(lines[::2], lines[1::2]):
            pairs.update(zip(old, new))
    return str.maketrans(pairs)


SIMPLIFIED = simplified_pairs()


def folded(text):
    text = unicodedata.normalize('NFKC', text).lower().translate(SIMPLIFIED).replace('\u2019', "'")
    return re.sub(r'(?<=[a-z0-9])\n(?=[a-z])', ' ', text)


def grams(subject, text):
    found = set()
    for part in (folded(subject), folded(text)):
        for run in re.findall(r"[a-z'][a-z' ]*", part):
            words = run.split(' ')
            found.update(word for word in words if word)
            found.update(f'{a} {b}' for a, b in zip(words, words[1:]) if a and b)
        for run in re.findall(r'[\u4e00-\u9fff]+', part):
            for n in (1, 2, 3):
                found.update(run[i:i + n] for i in range(len(run) - n + 1))
    return found


def mails(paths):
    for path in paths:
        for line in pathlib.Path(path).read_text(encoding='utf-8').splitlines():
            if line and not line.startswith('#'):
                kind, urgent, subject, text = line.split('\t')
                yield kind, urgent, grams(subject, text.replace('\\n', '\n'))


def questions(categories):
    """kind → (is it one?, does the mail say?)"""
    table = {category: (lambda kind, urgent, c=category: c in kind.split('/'),
                        lambda kind, urgent: kind not in NO_COMPLAINT and kind != '*') for category in categories}
    table['_urgent'] = (lambda kind, urgent: urgent == 'urgent', lambda kind, urgent: urgent != 'either')
    table['_complaint'] = (lambda kind, urgent: kind not in NO_COMPLAINT, lambda kind, urgent: True)
    return table


def learn(rows):
    categories = sorted({part for kind, _, _ in rows for part in kind.split('/')} - NO_COMPLAINT - {'*', 'other'})
    table = questions(categories)
    total = collections.Counter(gram for _, _, found in rows for gram in found)
    weights = collections.defaultdict(dict)
    for name, (is_one, says) in table.items():
        one, others, n, m = collections.Counter(), collections.Counter(), 0, 0
        for kind, urgent, found in rows:
            if not says(kind, urgent):
                continue
            if is_one(kind, urgent):
                n += 1
                one.update(found)
            else:
                m += 1
                others.update(found)
        for gram, times in total.items():
            x, y = one[gram], others[gram]
            if times < LEAST_MAILS or x + y < LEAST_MAILS:
                continue
            odds = math.log(((x + SMOOTHING) / (n + 2 * SMOOTHING)) / ((y + SMOOTHING) / (m + 2 * SMOOTHING)))
            halves = max(-MIDDLE, min(MIDDLE, round(odds * 2)))
            if halves:
                weights[gram][name] = halves
    return list(table), weights


def printed(kinds, weights):
    by_code = collections.defaultdict(list)
    for gram, row in weights.items():
        code = ''.join(chr(ord('a') + row[k] + MIDDLE) if k in row else '.' for k in kinds)
        by_code[code].append(gram)
    lines = [HEAD, '_learned\tzh\tkinds\t' + '|'.join(kinds)]
    for code in sorted(by_code):
        group = sorted(by_code[code])
        for i in range(0, len(group), 60):
            lines.append(f'_learned\tzh\t{code}\t' + '|'.join(group[i:i + 60]))
    return '\n'.join(lines) + '\n'


def main():
    arguments = sys.argv[1:]
    check = '--check' in arguments
    paths = [a for a in arguments if a != '--check'] or [ROOT / 'tests' / 'data' / 'complaints.tsv']
    before = WORDS.read_text(encoding='utf-8')
    after = before.split(HEAD)[0] + printed(*learn(list(mails(paths))))
    if check:
        print('1..1')
        print(f"{'ok' if before == after else 'not ok'} 1 - the learned lines are those of the sorted mails")
        if before != after:
            print('# run tests/learn.py and commit etc/categories.tsv')
        return 0 if before == after else 1
    WORDS.write_text(after, encoding='utf-8')
    return 0


if __name__ == '__main__':
    sys.exit(main())
