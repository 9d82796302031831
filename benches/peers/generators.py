#!/usr/bin/env python3
"""Generators on the same work: what generating costs, and what its result costs to compile.

    generators.py FOLDER [--platforms commercehq insales] [--peers …] [--stages …] [--rounds 3]

FOLDER holds the tools (`bin`, `venv`, as `run.sh install` leaves them), what is made, and `generators.json` with what was measured, to
which each stage adds; so stages may run one by one. The stage `table` prints. All times are user and system CPU of a process and its
children, the least of the rounds; memory is that of the largest process. All ways take turns within a round.
"""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys

import peers

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
STAGES = ["generate", "check", "release", "table"]


def run(command, folder, log):
    """CPU seconds and peak MiB of a process and its children; `None` where it failed."""
    with open(log, "ab") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        return None
    return {"cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024}


@contextlib.contextmanager
def emptied(path, text):
    """With another text in a file for a while."""
    kept = peers.read(path)
    peers.write(path, text)
    try:
        yield
    finally:
        peers.write(path, kept)


class Results:
    """What was measured, in a file."""

    def __init__(self, path):
        self.path = path
        self.all = json.loads(peers.read(path)) if os.path.exists(path) else {}

    def of(self, platform, name):
        return self.all.setdefault(platform, {}).setdefault(name, {})

    def note(self, platform, name, key, value):
        self.of(platform, name)[key] = value
        peers.write(self.path, json.dumps(self.all, indent=1))

    def put(self, platform, name, key, measured):
        """Keeps the least of the rounds."""
        known = self.of(platform, name).get(key)
        if measured is None or known is None or measured["cpu"] < known["cpu"]:
            self.note(platform, name, key, measured)


class Bench:
    def __init__(self, arguments):
        self.folder = os.path.abspath(arguments.folder)
        self.bin = f"{self.folder}/bin"
        self.venv = f"{self.folder}/venv"
        self.ours = f"{self.bin}/cargo-tradewire"
        self.rounds = arguments.rounds
        self.results = Results(f"{self.folder}/generators.json")
        # One for all: the same dependencies are built once.
        os.environ["CARGO_TARGET_DIR"] = f"{self.folder}/target"
        os.environ["CARGO_INCREMENTAL"] = "0"
        for name in ("CARGO_PROFILE_DEV_DEBUG", "CARGO_PROFILE_TEST_DEBUG"):
            os.environ.pop(name, None)
        self.ways = {
            platform: [peer(platform, f"{self.folder}/made/{platform}/{peer.name}", self) for peer in peers.ALL if not arguments.peers or peer.name in arguments.peers]
            for platform in arguments.platforms
        }

    def document(self, way):
        return f"{way.folder}/openapi.json"

    def log(self, way):
        return f"{way.folder}.log"

    def generate(self):
        for platform, ways in self.ways.items():
            for way in ways:
                shutil.rmtree(way.folder, ignore_errors=True)
                os.makedirs(way.folder)
                if way.from_specs:
                    shutil.copytree(f"{self.specs(platform)}", f"{way.folder}/specs/{platform}")
                    peers.write(f"{way.folder}/tradewire.toml", f"[runtime]\npath = {json.dumps(ROOT + '/runtime')}\n")
                else:
                    command = [sys.executable, f"{HERE}/simplify.py", self.source(platform), way.name]
                    with open(self.document(way), "w", encoding="utf-8") as copy:
                        done = subprocess.run(command, stdout=copy, stderr=subprocess.PIPE, text=True, check=True)
                    self.results.note(platform, way.name, "simplified", done.stderr.splitlines())
            for _ in range(self.rounds):
                for way in ways:
                    shutil.rmtree(f"{way.folder}/generated" if way.from_specs else way.crate, ignore_errors=True)
                    self.results.put(platform, way.name, "generate", run(way.command(self.document(way)), way.folder, self.log(way)))
            for way in ways:
                if self.results.of(platform, way.name)["generate"] is None:
                    continue
                if not way.from_specs:
                    way.finish()
                lines = sum(peers.read(path).count("\n") for path in peers.sources(f"{way.crate}/src"))
                self.results.note(platform, way.name, "lines", lines)

    def source(self, platform):
        made = f"{self.folder}/documents/{platform}.json"
        return made if os.path.exists(made) else f"{ROOT}/generated/openapi/{platform}.json"

    def specs(self, platform):
        made = f"{self.folder}/specs/{platform}"
        return made if os.path.exists(made) else f"{ROOT}/specs/{platform}"

    def compile(self, key, command):
        """The leaf alone: what it stands on is built before, with nothing in the leaf."""
        for platform, ways in self.ways.items():
            ways = [way for way in ways if self.results.of(platform, way.name).get("generate")]
            for way in ways:
                self.results.note(platform, way.name, key, None)
                with emptied(f"{way.crate}/src/lib.rs", ""):
                    run(["cargo", *command, "--quiet", *way.check_features], way.crate, self.log(way))
            for _ in range(self.rounds):
                for way in ways:
                    os.utime(f"{way.crate}/src/lib.rs")
                    measured = run(["cargo", *command, "--quiet", "--offline", *way.check_features], way.crate, self.log(way))
                    self.results.put(platform, way.name, key, measured)

    def check(self):
        self.compile("check", ["check", "--lib"])

    def release(self):
        self.compile("release", ["build", "--release", "--lib"])

    def table(self):
        for platform, ways in self.ways.items():
            print(f"\n{platform}\n")
            print("| | generate: CPU | peak | lines | check: CPU | peak | release: CPU | peak |")
            print("| --- |" + " ---: |" * 7)
            ours = self.results.of(platform, "ours")
            for way in ways:
                print(f"| {way.name} |" + self.row(ours, self.results.of(platform, way.name)))
            for way in ways:
                for line in self.results.of(platform, way.name).get("simplified", []):
                    print(f"{way.name}: {line.strip()}")

    @staticmethod
    def row(ours, mine):
        def cell(key, part, form):
            if key not in mine:
                return " |"
            if mine[key] is None:
                return " fails |" if part == "cpu" else " |"
            if part not in mine[key]:
                return " |"
            value = form(mine[key][part])
            base = ours.get(key)
            return f" {value} ({mine[key][part] / base[part]:.1f}) |" if mine is not ours and base and base.get(part) else f" {value} |"

        def seconds(value):
            return f"{value:.2f} s"

        def mega(value):
            return f"{value:.0f} MB"

        lines = mine.get("lines")
        row = cell("generate", "cpu", seconds) + cell("generate", "peak", mega) + (f" {lines:,} |" if lines else " |")
        for key in ("check", "release"):
            row += cell(key, "cpu", seconds) + cell(key, "peak", mega)
        return row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--platforms", nargs="+", default=["commercehq", "insales"])
    parser.add_argument("--peers", nargs="+", choices=[peer.name for peer in peers.ALL])
    parser.add_argument("--stages", nargs="+", default=STAGES, choices=STAGES)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    bench = Bench(arguments)
    for stage in arguments.stages:
        getattr(bench, stage)()


if __name__ == "__main__":
    main()
