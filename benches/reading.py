#!/usr/bin/env python3
"""How generated crates read: their size, and what of it is noise.

Prints for each crate of generated/ (or of another folder, if given) the lines and bytes of src, the same per operation and per field,
the share of bytes that are prefixes of paths, and how many public fields are documented by their own name alone.
"""

import pathlib
import re
import sys

PREFIX = re.compile(r"(?:::(?:core|std|tradewire)::|\b(?:core|std|tradewire|crate|self)::)(?:[a-z_0-9]+::)*")
OPERATION = re.compile(r"^impl (?:[\w:]+::)?Operation for ", re.M)
FIELD = re.compile(r"((?:^ {4}///.*\n)*)(?:^ {4}#\[.*\n)*^ {4}pub (\w+): ", re.M)
# Imports and documentation are no noise: they stand once, or are read as text.
ASIDE = re.compile(r"^ *//.*\n|^use [^;]*;\n", re.M)


def only_its_name(doc, name):
    """Whether a doc comment says no more than the name of the field."""
    words = re.sub(r"[^a-z0-9]", "", " ".join(doc.replace("///", " ").split()).lower())
    return words in ("", name.replace("_", "").lower())


def measured(crate):
    texts = [path.read_text(encoding="utf-8") for path in sorted(crate.glob("src/**/*.rs"))]
    whole = "".join(texts)
    code = ASIDE.sub("", whole)
    fields = FIELD.findall(whole)
    return {
        "lines": whole.count("\n"),
        "bytes": len(whole.encode()),
        "operations": len(OPERATION.findall(whole)),
        "fields": len(fields),
        "prefixes": sum(len(found) for found in PREFIX.findall(code)),
        "named only": sum(only_its_name(doc, name) for doc, name in fields),
    }


def row(name, of):
    operations, fields = max(of["operations"], 1), max(of["fields"], 1)
    print(
        f"{name:<12} {of['lines']:>8} {of['bytes']:>9} {of['operations']:>5} {of['fields']:>6}"
        f" {of['lines'] / operations:>9.0f} {of['bytes'] / operations:>9.0f}"
        f" {of['lines'] / fields:>9.1f} {of['bytes'] / fields:>9.0f}"
        f" {100 * of['prefixes'] / max(of['bytes'], 1):>7.2f} {of['named only']:>7}"
    )


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else root / "generated"
    crates = {path.parent.name: measured(path.parent) for path in sorted(folder.glob("*/Cargo.toml"))}
    if not crates:
        sys.exit(f"no crate in {folder}")
    print(f"{'crate':<12} {'lines':>8} {'bytes':>9} {'ops':>5} {'fields':>6} {'lines/op':>9} {'bytes/op':>9} {'lines/f':>9} {'bytes/f':>9} {'path %':>7} {'undoc':>7}")
    for name, of in crates.items():
        row(name, of)
    row("all", {key: sum(of[key] for of in crates.values()) for key in next(iter(crates.values()))})


if __name__ == "__main__":
    main()
