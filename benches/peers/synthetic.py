#!/usr/bin/env python3
"""Specs of a platform of any size: `synthetic.py FOLDER TIMES…` writes `FOLDER/synthetic<TIMES>/` for each, with 40 operations times TIMES.

The platform is that of `tradewire-twin --bin generator`, which measures our generator alone; here it is written down, so that it can be
exported for others.
"""

import os
import sys

import peers

# Resources of the smallest; each has five operations.
RESOURCES = 8
KINDS = ["string", "integer", "decimal?", "boolean", "[string]", "datetime"]

PLATFORM = """platform: {name}
version: 0.1.0
title: Synthetic
doc: A platform of any size.
base_url: "https://api.example"
pagination:
  pages: {{kind: page, page: page, size: limit, default_size: 50, max_size: 250}}
"""

RESOURCE = """resource: {plural}
doc: Things of sort {at}.
operations:
  list:
    get: /{plural}
    source: List
    paginate: pages
    query: {{updated_since: {{type: datetime, doc: Only later ones.}}, status: {thing}Status}}
    returns: "[{thing}]"
  get:
    get: /{plural}/{{id}}
    source: Get
    path: {{id: integer}}
    returns: {thing}
  create:
    post: /{plural}
    source: Create
    body: {thing}Input
    returns: {thing}
  update:
    put: /{plural}/{{id}}
    source: Update
    path: {{id: integer}}
    body: {thing}Input
    returns: {thing}
  delete:
    delete: /{plural}/{{id}}
    source: Delete
    path: {{id: integer}}
types:
  {thing}Status: {{doc: What became of it., enum: [new, open, closed, lost]}}
"""


def resource(at):
    plural, thing = f"things{at}", f"Thing{at}"
    # Braces that stand for parts of paths are single in the specs.
    text = RESOURCE.format(plural=plural, thing=thing, at=at)
    for name, first in ((thing, "id: integer!"), (f"{thing}Input", "title: string!")):
        text += f"  {name}:\n    doc: A thing.\n    fields:\n      {first}\n      status: {thing}Status\n"
        for field in range(16):
            text += f'      field_{field}: {{type: "{KINDS[field % 6]}", doc: What stands at place {field}.}}\n'
    return plural, text


def main():
    if len(sys.argv) < 3:
        sys.exit("usage: synthetic.py FOLDER TIMES…")
    for times in sys.argv[2:]:
        name = f"synthetic{times}"
        folder = os.path.join(sys.argv[1], name)
        peers.write(f"{folder}/platform.yaml", PLATFORM.format(name=name))
        for at in range(RESOURCES * int(times)):
            plural, text = resource(at)
            peers.write(f"{folder}/{plural}.yaml", text)


if __name__ == "__main__":
    main()
