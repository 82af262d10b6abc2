"""How a Python test speaks and gets a lab:

    sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), "lab"))   # from tests/
    import tap
    with tap.Lab() as lab:                  # env in lab.env, mail by lab.post (see post), files in lab.directory
        lab.post.write("learner@mail.test", "complaints@school.test", "subject", "text")
        tap.check(lab.post.wait("complaints@school.test"), "a mail arrives")
    tap.done()

One line of TAP a check, so that each counts by itself.
"""
import importlib.util
import os
import shutil
import sys
import tempfile
from importlib.machinery import SourceFileLoader

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.realpath(__file__))
rows = failures = 0


def load(name):
    loader = SourceFileLoader("lab_" + name, os.path.join(HERE, name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def check(ok, label, why=""):
    global rows, failures
    rows += 1
    print("%s %d - %s" % ("ok" if ok else "not ok", rows, label))
    if not ok:
        failures += 1
        for line in str(why() if callable(why) else why).splitlines():
            print("# " + line)
    sys.stdout.flush()
    return bool(ok)


def equal(got, want, label):
    return check(got == want, label, "got  %r\nwant %r" % (got, want))


def skip_all(reason):
    print("1..0 # SKIP " + reason)
    sys.exit(0)


def done():
    print("1..%d" % rows)
    sys.exit(1 if failures or not rows else 0)


class Lab:
    def __init__(self, *users):
        self.users = users

    def __enter__(self):
        self.directory = tempfile.mkdtemp(prefix="lab.")
        self.servers = load("lab")
        self.env = dict(os.environ, **self.servers.start(self.directory, self.users))
        self.post = load("post").Post(self.env)
        return self

    def __exit__(self, *_):
        self.servers.stop(self.directory)
        shutil.rmtree(self.directory, ignore_errors=True)
