#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Breaks one rule at a time in calx's headers and asks whether the tests notice.

    tests/mutation/mutate.py --sample 200 [--seed 1] [--only transform/reverse.hpp ...] [--compiler g++] [--tree DIR]

Works on a copy: of the commit at hand (git archive), or of the tree given with --tree. A mutant is one change to one line of
code, made by the operators below. It is viable if its header still compiles alone. The tests of --list are tried in order
until one fails: the header's own test first (most checks run while it compiles, so -fsyntax-only is quick), then the tests that
run, then what is built on the header. What no test notices is a survivor: printed as a diff, and either equivalent, which
equivalent.txt says with a reason, or a case to add to a test. Exits with 1 if less than --goal percent is noticed.
"""

import argparse
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

FILES = ["op/*.hpp", "transform/*.hpp", "graph/builder.hpp", "graph/number.hpp", "graph/rebuild.hpp", "graph/put_numbers.hpp",
         "graph/shape.hpp", "graph/verify.hpp"]
SYMMETRIC = [(" + ", " - "), (" * ", " / "), (" < ", " <= "), (" > ", " >= "), (" == ", " != "), (" && ", " || "), ("++", "--"),
             ("true", "false")]
UNARY_CODES = ["exp", "exp2", "expm1", "log", "log1p", "sin", "cos", "tan", "sinh", "cosh", "tanh", "sech_squared", "square_root",
               "cube_root", "abs", "sign", "sigmoid", "erf_slope", "negate", "logical_not"]
BINARY_CODES = ["add", "subtract", "multiply", "divide", "pow", "hypot", "times_log", "pow_slope", "less", "less_equal", "equal",
                "logical_and", "logical_or", "integer_power"]
COMMON = ["boost/test/unit_test.hpp", "algorithm", "array", "cmath", "concepts", "cstdint", "cstdio", "cstdlib", "limits", "sstream",
          "string", "string_view", "tuple", "type_traits", "utility", "vector"]
TERNARY_CODES = ["multiply_add", "multiply_subtract", "subtract_product", "where"]


class Mutant:
    def __init__(self, path, line, old, new):
        self.path, self.line, self.old, self.new = path, line, old, new

    def key(self):
        return self.path, self.old.strip(), self.new.strip()

    def __str__(self):
        return f"{self.path}:{self.line + 1}\n- {self.old.strip()}\n+ {self.new.strip()}"


def code_part(text):
    """The line without its comment and without the contents of strings, of the same length."""
    blanked = re.sub(r'"[^"]*"|\'[^\']*\'', lambda m: '"' + "\0" * (len(m.group()) - 2) + '"', text)
    return blanked.split("//")[0]


def mutants_of_line(text):
    code = code_part(text)
    stripped = code.strip()
    if not stripped or re.match(r"#|namespace|using |template |struct |class |public:|private:|friend|static_assert", stripped):
        return
    if "std::string_view" in stripped or stripped.startswith("enum"):
        return

    def replaced(start, end, new):
        return text[:start] + new + text[end:]

    for a, b in SYMMETRIC:
        for old, new in ((a, b), (b, a)):
            for m in re.finditer(re.escape(old) if " " in old or old in "++--" else rf"\b{old}\b", code):
                yield replaced(m.start(), m.end(), new)
    for m in re.finditer(r"(?<![\w.])(\d+)(?![\w.'])", code):
        if not re.search(r"int|uint|opcode<$", code[max(0, m.start() - 4):m.start()]):
            yield replaced(m.start(), m.end(), str(int(m.group()) + 1))
            if m.group() != "0" and not re.search(r"\[$", code[:m.start()]):
                yield replaced(m.start(), m.end(), str(int(m.group()) - 1))
    for m in re.finditer(r"(?<![\w.])\d+\.\d+L?(?![\w.])", code):
        yield replaced(m.start(), m.end(), f"(1.001L * {m.group()})")
    for m in re.finditer(r"!(?=[\w(])", code):
        yield replaced(m.start(), m.end(), "")
    for m in re.finditer(r"\bif \(", code):
        yield replaced(m.end(), m.end(), "false && ")
    for m in re.finditer(r" \? ", code):
        yield replaced(m.start(), m.start(), " && false")
    for m in re.finditer(r"(\(|return |[(,=] ?)-(?=[\w(])", code):
        yield replaced(m.end() - 1, m.end(), "")
    for codes in (UNARY_CODES, BINARY_CODES, TERNARY_CODES):
        for m in re.finditer(r"opcode::(\w+)", code):
            if m.group(1) in codes and not code[:m.start()].rstrip().endswith("row<"):
                other = codes[(codes.index(m.group(1)) + 1) % len(codes)]
                yield replaced(m.start(1), m.end(1), other)
    for m in re.finditer(r"\bg\.(add|subtract|multiply|divide)\(", code):
        other = {"add": "subtract", "subtract": "add", "multiply": "divide", "divide": "multiply"}[m.group(1)]
        yield replaced(m.start(1), m.end(1), other)
    for m in re.finditer(r"\bg\.negate(?=\()", code):
        yield replaced(m.start(), m.end(), "")
    for m in re.finditer(r"\b(?:divide|subtract|pow|where|less)\((\w+(?:\[\w+\])?(?:\.\w+)?), (\w+(?:\[\w+\])?(?:\.\w+)?)\)", code):
        yield text[:m.start(1)] + m.group(2) + ", " + m.group(1) + text[m.end(2):]
    # a statement of one line, left out
    if re.fullmatch(r"[\w.\->\[\]]+(\(.*\)| [-+*/]?= .*);", stripped) and not stripped.startswith(("return", "case")):
        yield text[:len(text) - len(text.lstrip())] + ";" + " // left out"
    if re.match(r"static constexpr (exact_point|parity|bool)\b", stripped) and "exact_at" not in stripped:
        yield text[:len(text) - len(text.lstrip())] + "// left out"


def all_mutants(tree, patterns):
    include = tree / "include/calx"
    for pattern in patterns:
        for path in sorted(include.glob(pattern)):
            seen = set()
            for number, text in enumerate(path.read_text().split("\n")):
                for new in mutants_of_line(text):
                    if new != text and (number, new) not in seen:
                        seen.add((number, new))
                        yield Mutant(str(path.relative_to(include)), number, text, new)


def tests_for(path, tree, thorough):
    """(kind, file): 'compile' looks at what is decided while compiling, 'run' builds and runs."""
    folder, name = path.split("/")
    name = name[:-4]
    own = [f"{folder}/{name}.cpp"] + (["op/table.cpp"] if folder == "op" else [])
    op = sorted(f"op/{p.name}" for p in (tree / "tests/op").glob("*.cpp"))
    transform = sorted(f"transform/{p.name}" for p in (tree / "tests/transform").glob("*.cpp") if p.name != "random_graphs.cpp")
    graph = sorted(f"graph/{p.name}" for p in (tree / "tests/graph").glob("*.cpp"))
    above = ["print/text_form.cpp", "evaluate/program.cpp", "evaluate/execute.cpp", "expression/lower.cpp", "calculus/hessian.cpp",
             "acceptance/foundation.cpp"]
    if thorough:
        above += ["calculus/derivative.cpp", "calculus/gradient.cpp", "calculus/prove.cpp", "print/infix.cpp", "print/to_string.cpp",
                  "expression/functions.cpp", "expression/condition.cpp", "expression/trace.cpp", "evaluate/evaluate.cpp"]
    near = {"op": transform, "transform": transform, "graph": graph + op + transform}[folder]
    order = [("compile", t) for t in own] + [("run", t) for t in own] + [("run", "transform/random_graphs.cpp")]
    order += [("compile", t) for t in near + (op if folder == "op" else []) + above]
    if thorough:
        order += [("run", t) for t in ("evaluate/execute.cpp", "evaluate/evaluate.cpp", "transform/schedule.cpp")]
    seen = set()
    return [t for t in order if (tree / "tests" / t[1]).exists() and not (t in seen or seen.add(t))]


class Bench:
    def __init__(self, tree, compiler, graphs):
        self.tree, self.compiler, self.graphs = tree, compiler, graphs
        limit = ["-fconstexpr-steps=100000000", "-fbracket-depth=2048"] if "clang" in compiler else ["-fconstexpr-ops-limit=300000000"]
        self.flags = ["-std=c++20", "-w", "-O0", *limit, f"-I{tree}/include", f"-I{tree}/tests", "-DBOOST_TEST_DYN_LINK",
                      f'-DCALX_TEST_DATA="{tree}/tests/data"', "-isystem", "/usr/include/eigen3"]
        self.main = tree / f"main-{Path(compiler).name}.o"
        self.reason = ""

    def prepare(self):
        common = self.tree / f"common-{Path(self.compiler).name}.hpp"  # what every test includes and no mutant changes, compiled once
        common.write_text("\n".join(f"#include <{h}>" for h in COMMON))
        suffix = ".pch" if "clang" in self.compiler else ".gch"
        self.run([self.compiler, *self.flags, "-x", "c++-header", str(common), "-o", f"{common}{suffix}"], 120, True)
        self.quick = ["-include", str(common)] if suffix == ".gch" else ["-include-pch", f"{common}.pch"]
        self.run([self.compiler, *self.flags, "-c", str(self.tree / "tests/main.cpp"), "-o", str(self.main)], 120, True)

    def run(self, command, seconds, must_work=False, environment=None):
        def limits():
            resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            os.setsid()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=limits,
                                   env={**os.environ, **(environment or {})})
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            self.reason = "takes too long"
            return False
        if process.returncode != 0:
            text = output.decode(errors="replace")
            lines = [l for l in text.split("\n") if "error" in l.lower() or "FAILED" in l]
            self.reason = (lines or [f"exit status {process.returncode}"])[0][:160]
            if must_work:
                sys.exit(f"mutate: this must work: {' '.join(command)}\n{text}")
        return process.returncode == 0

    def compiles_alone(self, header):
        return self.run([self.compiler, *self.flags, "-fsyntax-only", "-x", "c++", str(self.tree / "include/calx" / header)], 60)

    def passes(self, kind, test):
        source = str(self.tree / "tests" / test)
        if kind == "compile":
            return self.run([self.compiler, *self.flags, *self.quick, "-fsyntax-only", source], 120)
        program = str(self.tree / "program")
        if not self.run([self.compiler, *self.flags, *self.quick, source, str(self.main), "-lboost_unit_test_framework", "-o", program], 180):
            return False
        return self.run([program], 120, environment={"CALX_GRAPHS": str(self.graphs)})


def read_equivalent(path):
    """Blocks of: file, '- old line', '+ new line', '# why'; blank lines between."""
    result = {}
    for block in path.read_text().split("\n\n"):
        lines = [l for l in block.split("\n") if l and not l.startswith("//")]
        if len(lines) >= 4:
            result[(lines[0], lines[1][2:], lines[2][2:])] = " ".join(l[2:] for l in lines[3:])
    return result


def read_mutants(path):
    """What this script prints for a mutant, wherever it stands in a file."""
    return {(m[1], m[2], m[3]) for m in re.finditer(r"([\w/]+\.hpp):\d+\n- (.*)\n\+ (.*)", path.read_text())}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=60, help="how many viable mutants (default 60; 0: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", help="headers below include/calx, instead of all")
    parser.add_argument("--compiler", default=os.environ.get("CXX", "g++"))
    parser.add_argument("--tree", type=Path, help="copy this tree instead of the commit at hand")
    parser.add_argument("--graphs", type=int, default=600, help="CALX_GRAPHS for random_graphs")
    parser.add_argument("--goal", type=float, default=95)
    parser.add_argument("--thorough", action="store_true", help="ask the slow tests, too, before a mutant counts as survivor")
    parser.add_argument("--again", type=Path, help="only the mutants that this file (an earlier output, its survivors) has")
    parser.add_argument("--list", action="store_true", help="only print the mutants")
    options = parser.parse_args()

    work = Path(tempfile.mkdtemp(prefix="calx_mutation_"))
    try:
        return check(options, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def check(options, work):
    if options.tree:
        for part in ("include", "tests"):
            shutil.copytree(options.tree / part, work / part)
    else:
        archive = subprocess.run(["git", "-C", str(ROOT), "archive", "HEAD", "include", "tests"], stdout=subprocess.PIPE, check=True)
        subprocess.run(["tar", "x", "-C", str(work)], input=archive.stdout, check=True)
    mutants = list(all_mutants(work, options.only or FILES))
    random.Random(options.seed).shuffle(mutants)
    print(f"{len(mutants)} mutants in all", flush=True)
    if options.again:
        asked = read_mutants(options.again)
        mutants = [m for m in mutants if m.key() in asked]
    if options.list:
        for m in mutants:
            print(m, end="\n\n")
        return 0
    equivalent = read_equivalent(HERE / "equivalent.txt")
    first = Bench(work, options.compiler, options.graphs)
    first.prepare()
    # g++ folds the C library's functions itself: that calx's own take their place while compiling, only clang notices.
    second = first
    if "clang" not in options.compiler and shutil.which("clang++-19"):
        second = Bench(work, "clang++-19", options.graphs)
        second.prepare()
    trusted = {}  # tests that pass on the unchanged tree; another would notice everything
    start, viable, noticed, rejected, alike, survivors = time.time(), 0, 0, 0, [], []
    for m in mutants:
        bench = second if "is_constant_evaluated" in m.old else first
        if options.sample and viable + len(alike) >= options.sample:
            break
        header = work / "include/calx" / m.path
        tests = tests_for(m.path, work, options.thorough)
        for t in tests[:3]:
            if t not in trusted:
                trusted[t] = bench.passes(*t)
        original = header.read_text()
        lines = original.split("\n")
        lines[m.line] = m.new
        header.write_text("\n".join(lines))
        try:
            if not bench.compiles_alone(m.path):
                rejected += 1
                continue
            if m.key() in equivalent:
                alike.append(m)
                continue
            viable += 1
            killer = None
            for t in tests:
                if trusted.get(t, True) and not bench.passes(*t):
                    reason = bench.reason
                    if t not in trusted:  # does it pass on the unchanged tree?
                        header.write_text(original)
                        trusted[t] = bench.passes(*t)
                        header.write_text("\n".join(lines))
                        if not trusted[t]:
                            continue
                    killer = t
                    break
            if killer:
                noticed += 1
                print(f"noticed by {killer[1]} ({killer[0]}), {time.time() - start:.0f} s: {m}\n  {reason}", flush=True)
            else:
                survivors.append(m)
                print(f"SURVIVES, {time.time() - start:.0f} s: {m}", flush=True)
        finally:
            header.write_text(original)

    broken = sorted({t[1] for t, works in trusted.items() if not works})
    if broken:
        print("these fail without any change and were not asked: " + ", ".join(broken))
    print(f"\n{rejected} mutants did not compile; {len(alike)} are equivalent (equivalent.txt):")
    for m in alike:
        print(f"{m}\n# {equivalent[m.key()]}\n")
    print(f"{len(survivors)} survive:")
    for m in survivors:
        print(f"{m}\n")
    score = 100 * noticed / max(1, viable)
    print(f"score: {noticed} of {viable} viable mutants noticed, {score:.1f} % (goal {options.goal:g} %), {time.time() - start:.0f} s")
    return 0 if score >= options.goal else 1


if __name__ == "__main__":
    sys.exit(main())
