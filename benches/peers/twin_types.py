#!/usr/bin/env python3
"""The types of one reply out of a twin on serde derive, as one Rust file: `twin_types.py TWIN MODULE TYPE [--plain]`, to standard output.

TWIN is what `tradewire-twin` wrote. Taken over are the type and all that it leads to by name; methods, conversions and operations, which no
measurement of the codec needs, are left behind. By `--plain`, what is not known is not kept: fields that have `flatten` are skipped.
"""

import os
import re
import sys

import peers


def items(text):
    """`{name: text}` of the structs and enumerations, with their attributes."""
    found, begun, lines = {}, None, []
    for line in text.splitlines():
        if begun is None:
            if line.startswith(("///", "#[")):
                lines.append(line)
                continue
            match = re.match(r"pub (?:struct|enum) (\w+)", line)
            if not match:
                # Attributes over several lines are indented within.
                lines = lines + [line] if lines and lines[-1].startswith(("#[", " ", ")")) and line.startswith((" ", ")")) else []
                continue
            begun = match.group(1)
        lines.append(line)
        if line == "}" or line.endswith(";") and not line.startswith(" ") or line.endswith(" {}"):
            # What has no derive of serde is no data: clients, calls, arguments.
            if any("::serde::" in line for line in lines):
                found[begun] = "\n".join(line for line in lines if not line.lstrip().startswith("///"))
            begun, lines = None, []
    return found


def aliases(text):
    """`{name: text}` of the names for other types."""
    return {match.group(1): match.group(0) for match in re.finditer(r"^pub type (\w+) = .*?;", text, re.M | re.S)}


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--plain"]
    if len(arguments) != 3:
        sys.exit("usage: twin_types.py TWIN MODULE TYPE [--plain]")
    folder, module, wanted = arguments
    keep = "skip" if "--plain" in sys.argv else "flatten"
    modules = {os.path.basename(path)[:-3]: peers.read(path) for path in peers.sources(f"{folder}/src")}
    known = {(name, item): text for name, source in modules.items() for item, text in (items(source) | aliases(source)).items()}
    kept, open_names = {}, [wanted]
    if (module, wanted) not in known:
        sys.exit(f"there is no type `{wanted}` in `{module}`")
    seen = set()
    while open_names:
        name = open_names.pop()
        if name in seen:
            continue
        seen.add(name)
        for key, text in known.items():
            if key[1] == name:
                kept[key] = text
                open_names += re.findall(r"\b[A-Z]\w*", text)
    used = sorted({key[0] for key in kept})
    print("// Made by `benches/peers/twin_types.py`; not kept.")
    for name in used:
        imports = re.findall(r"^use (?:tradewire|std)\b.*?;", modules[name], re.M | re.S)
        others = "".join(f"    use super::{other};\n" for other in used if other != name)
        print(f"pub mod {name} {{\n" + "\n".join(imports) + f"\n{others}")
        for key in sorted(key for key in kept if key[0] == name):
            print(kept[key].replace("#[serde(flatten)]", f"#[serde({keep})]").replace("crate::types::", "super::types::"))
        print("}")


if __name__ == "__main__":
    main()
