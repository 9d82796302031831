"""The generators that are compared: how each is called, and what its crate is called."""

import json
import os
import re

# What is installed: `run.sh install` reads these.
VERSIONS = {
    "progenitor": "0.15.1",
    "openapi-generator": "7.26.0",
    "oas3-gen": "0.29.0",
    "openapi-to-rust": "0.23.0",
}


def sources(folder):
    """Paths of all Rust files below."""
    return sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if name.endswith(".rs"))


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


class Ours:
    """Ours, from the specs."""

    name = "ours"
    from_specs = True
    check_features = ["--features", "reqwest"]

    def __init__(self, platform, folder, tools):
        self.platform = platform
        self.folder = folder
        self.tool = tools.ours
        self.crate = f"{folder}/generated/{platform}"
        self.package = f"tradewire-{platform}"

    def command(self, _document):
        return [self.tool, "tradewire", "gen", "--root", self.folder]


class Peer:
    from_specs = False
    check_features = ["--no-default-features"]

    def __init__(self, platform, folder, tools):
        self.platform = platform
        self.folder = folder
        self.tools = tools
        self.crate = f"{folder}/crate"
        self.package = f"peer-{self.name}"

    def finish(self):
        """After generating: what the manifest lacks. TLS is left out of each, as it is of ours, so that nobody is measured by it."""
        manifest = read(f"{self.crate}/Cargo.toml")
        write(f"{self.crate}/Cargo.toml", re.sub(r'"(?:rustls|native-tls|default-tls)", ', "", manifest))


class Progenitor(Peer):
    name = "progenitor"

    def command(self, document):
        return [f"{self.tools.bin}/cargo-progenitor", "progenitor", "-i", document, "-o", self.crate, "-n", self.package, "-v", "0.1.0"]


class OpenapiGenerator(Peer):
    name = "openapi-generator"

    def command(self, document):
        return [f"{self.tools.venv}/bin/openapi-generator-cli", "generate", "-g", "rust", "-i", document, "-o", self.crate, "--package-name", self.package]


class Oas3Gen(Peer):
    name = "oas3-gen"

    def command(self, document):
        return [f"{self.tools.bin}/oas3-gen", "generate", "client-mod", "-i", document, "-o", self.crate, "--workspace"]

    def finish(self):
        super().finish()
        manifest = read(f"{self.crate}/Cargo.toml")
        write(f"{self.crate}/Cargo.toml", re.sub(r'(?m)^name = ".*"', f'name = "{self.package}"', manifest, count=1))


class OpenapiToRust(Peer):
    name = "openapi-to-rust"

    def command(self, document):
        config = f'[generator]\nspec_path = {json.dumps(document)}\noutput_dir = "crate/src"\nmodule_name = "api"\n\n[features]\nenable_async_client = true\n'
        write(f"{self.folder}/openapi-to-rust.toml", config)
        return [f"{self.tools.bin}/openapi-to-rust", "generate", "--config", f"{self.folder}/openapi-to-rust.toml"]

    def finish(self):
        needed = read(f"{self.crate}/src/REQUIRED_DEPS.toml")
        head = f'[package]\nname = "{self.package}"\nversion = "0.1.0"\nedition = "2024"\n\n[workspace]\n\n'
        if "[dependencies]" not in needed:
            head += "[dependencies]\n"
        write(f"{self.crate}/Cargo.toml", head + needed)
        super().finish()
        os.replace(f"{self.crate}/src/mod.rs", f"{self.crate}/src/lib.rs")


ALL = [Ours, Progenitor, OpenapiGenerator, Oas3Gen, OpenapiToRust]
