#!/usr/bin/env python3
"""The digests and reports as people see them: in a browser, on a telephone and on a desk, by day and by night.

Arguments: the program test-golden, which writes the pages; complaintd, beside which complaintd-draw lies. The
pictures stay in the folder $PICTURES, to be looked at, or are thrown away.
"""
import glob
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
import browser
import tap

WIDTHS = (360, 1024)
SCHEMES = ("light", "dark")
SMALLEST = 12  # px; of what a person reads
CONTRAST = 4.5
TARGET = 28  # px; how high is what a thumb must hit

# Every text with its size and its contrast to what lies behind it, the canvas of the scheme at last.
LOOK = """
(() => {
  const numbers = text => (text.match(/[\\d.]+/g) || [0, 0, 0]).map(Number);
  const over = (top, below) => {
    const a = top.length > 3 ? top[3] : 1;
    return [0, 1, 2].map(i => top[i] * a + below[i] * (1 - a));
  };
  const canvas = matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
  const behind = node => {
    if (!node) return canvas;
    return over(numbers(getComputedStyle(node).backgroundColor), behind(node.parentElement));
  };
  const faded = node => node ? parseFloat(getComputedStyle(node).opacity) * faded(node.parentElement) : 1;
  const light = colour => {
    const [r, g, b] = colour.map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.nodeValue.replace(/[\\s\\u00a0]+/g, ' ').trim();
    const node = walker.currentNode.parentElement, style = getComputedStyle(node);
    if (!words || style.fontSize === '0px') continue;
    const back = behind(node), front = numbers(style.color);
    const drawn = over([front[0], front[1], front[2], (front.length > 3 ? front[3] : 1) * faded(node)], back);
    const [a, b] = [light(drawn), light(back)].sort((x, y) => y - x);
    texts.push({ words: words.slice(0, 40), size: parseFloat(style.fontSize), contrast: (a + 0.05) / (b + 0.05) });
  }
  const wide = [...document.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 0.5);
  return {
    width: document.documentElement.scrollWidth, inner: innerWidth,
    wide: wide.slice(-1).map(e => e.textContent.trim().slice(0, 60)),
    texts,
    pictures: [...document.images].map(i => ({ alt: i.alt, src: i.src.slice(0, 22), width: i.naturalWidth })),
    links: [...document.links].map(a => ({ to: a.href.slice(0, 40), high: a.getBoundingClientRect().height })),
  };
})()
"""


def worst(texts, key, least):
    """Those below `least`, in words."""
    below = sorted((text[key], text["words"]) for text in texts if text[key] < least)
    return "; ".join("%.2f %s" % text for text in below[:5])


def judge(name, seen, asked):
    tap.check(seen["width"] <= seen["inner"], name + ": nothing is wider than the screen",
              "%s px: %s" % (seen["width"], seen["wide"]))
    tap.check(seen["texts"] and not worst(seen["texts"], "size", SMALLEST), name + ": no letter is too small",
              worst(seen["texts"], "size", SMALLEST))
    tap.check(not worst(seen["texts"], "contrast", CONTRAST), name + ": every word stands out from its ground",
              worst(seen["texts"], "contrast", CONTRAST))
    tap.check(all(picture["alt"].strip() for picture in seen["pictures"]), name + ": every picture says what it shows",
              str(seen["pictures"]))
    tap.check(all(picture["width"] > 0 for picture in seen["pictures"]), name + ": every picture is one",
              str(seen["pictures"]))
    tap.check(all(link["to"].startswith("mailto:") for link in seen["links"]), name + ": links write mails alone",
              str(seen["links"]))
    tap.check(all(link["high"] >= TARGET for link in seen["links"]), name + ": a thumb hits every button",
              str(seen["links"][:5]))
    tap.check(all(url.startswith(("file:", "data:")) for url in asked), name + ": nothing is fetched", str(asked))


def look(page, path, pictures):
    base = os.path.basename(path)[: -len(".html")]
    for width in WIDTHS:
        for scheme in SCHEMES:
            name = "%s %d px %s" % (base, width, scheme)
            asked = page.show(path, width, scheme)
            judge(name, page.ask(LOOK), asked)
            if pictures:
                page.picture(os.path.join(pictures, name.replace(" ", "-") + ".png"))


def main():
    writer, complaintd = sys.argv[1:3]
    if not browser.find():
        print("1..0 # SKIP there is no Chromium to look with: apt-get install chromium")
        return 0
    pictures = os.environ.get("PICTURES")
    if pictures:
        os.makedirs(pictures, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([writer, "--pages", folder, complaintd], check=True)
        pages = sorted(glob.glob(os.path.join(folder, "*.html")))
        charts = [path for path in pages if "data:image/png" in open(path, encoding="utf-8").read()]
        tap.check(len(charts) == 6, "weekly, monthly and quarterly reports have their charts", str(charts))
        with browser.Browser() as page:
            for path in pages:
                look(page, path, pictures)
    return tap.done()


sys.exit(main())
