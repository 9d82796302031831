#!/usr/bin/env python3
"""Makes a copy of an OpenAPI document that one of the peers accepts, and says what was taken from it.

    simplify.py DOCUMENT PEER > COPY        # what was simplified goes to standard error, a line for each sort

Each rule below is one sort of simplification, with what it is for; a peer gets those it cannot do without and no others (`PEERS`).
`operations-<peer>` leaves out whole operations; all else keeps them.
"""

import json
import sys

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")


def nodes(node, named=False):
    """Every object within, outermost first; examples aside, which are data. What is `named` has names of fields as its keys."""
    if isinstance(node, dict):
        if not named:
            yield node
        for key, value in node.items():
            if named or key not in ("example", "examples", "default", "enum"):
                yield from nodes(value, not named and key in ("properties", "schemas"))
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value)


def operations(document):
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, item, method, item[method]


def kind(schema):
    return schema.get("type") if isinstance(schema.get("type"), str) else None


# Rules: each changes the document and gives the number of places.


def closed_enums(document):
    """Enumerations that take further values (`anyOf` of a list and the plain type) become closed ones."""
    count = 0
    for node in nodes(document):
        choices = node.get("anyOf")
        if isinstance(choices, list) and len(choices) == 2 and "enum" in choices[0] and kind(choices[0]) == kind(choices[1]):
            del node["anyOf"]
            node.update(choices[0])
            count += 1
    return count


def one_form(document):
    """A value that comes in several JSON types (`number` or `string`) is the first of them; `null` stays."""
    count = 0
    for node in nodes(document):
        types = node.get("type")
        if isinstance(types, list):
            plain = [name for name in types if name != "null"]
            if len(plain) > 1:
                node["type"] = [plain[0], "null"] if "null" in types else plain[0]
                count += 1
        choices = node.get("anyOf")
        if isinstance(choices, list) and all(kind(choice) in ("integer", "string", "number", "boolean") for choice in choices):
            del node["anyOf"]
            node.update(choices[0])
            count += 1
    return count


def openapi_30(document):
    """The keywords of OpenAPI 3.0: `nullable`, `enum` of one for `const`, nothing beside `$ref`, no webhooks and pattern properties."""
    document["openapi"] = "3.0.3"
    document.pop("webhooks", None)
    count = 1
    for node in nodes(document):
        types = node.get("type")
        if isinstance(types, list):
            plain = [name for name in types if name != "null"]
            if len(plain) == 1:
                node["type"], node["nullable"] = plain[0], True
            else:
                del node["type"]
                node["anyOf"] = [{"type": name} for name in plain]
            count += 1
        choices = node.get("anyOf")
        if isinstance(choices, list) and {"type": "null"} in choices:
            rest = [choice for choice in choices if choice != {"type": "null"}]
            del node["anyOf"]
            node.update({"nullable": True, "allOf": rest} if len(rest) == 1 else {"nullable": True, "anyOf": rest})
            count += 1
        if "const" in node:
            node["enum"] = [node.pop("const")]
            count += 1
        if isinstance(node.get("$ref"), str) and len(node) > 1:
            for key in [key for key in node if key != "$ref"]:
                del node[key]
            count += 1
        for key in ("patternProperties", "contentMediaType", "examples"):
            # In the place of a schema only: beside a `schema`, `examples` are good.
            if key in node and "schema" not in node and not (key == "examples" and isinstance(node[key], dict)):
                del node[key]
                count += 1
    return count


def one_kind(document):
    """An enumeration of values of several JSON types is the integers among them."""
    count = 0
    for node in nodes(document):
        values = node.get("enum")
        if isinstance(values, list) and "type" not in node and len({type(value) for value in values}) > 1:
            node["enum"] = [value for value in values if type(value) is int]
            node["type"] = "integer"
            count += 1
    return count


def only_json(document):
    """Operations with another body than JSON are left out."""
    out = [
        (item, method)
        for _, item, method, operation in operations(document)
        if any(media != "application/json" for media in operation.get("requestBody", {}).get("content", {}))
    ]
    for item, method in out:
        del item[method]
    return len(out)


def failures_by_range(document):
    """The response `default` is two: `4XX` and `5XX`."""
    count = 0
    for _, _, _, operation in operations(document):
        failure = operation["responses"].pop("default", None)
        if failure:
            operation["responses"].update({"4XX": failure, "5XX": failure})
            count += 1
    return count


def renamed_client(document):
    """The schema `Client` is called `ClientRecord`: the code that is made has a `Client` of its own."""
    schemas = document["components"]["schemas"]
    if "Client" not in schemas:
        return 0
    document["components"]["schemas"] = {"ClientRecord" if name == "Client" else name: schema for name, schema in schemas.items()}
    count = 1
    for node in nodes(document):
        if node.get("$ref") == "#/components/schemas/Client":
            node["$ref"] = "#/components/schemas/ClientRecord"
            count += 1
    return count


def plain_forms(document):
    """Fields of multipart forms that refer to a schema are plain text."""
    count = 0
    for _, _, _, operation in operations(document):
        schema = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data", {}).get("schema", {})
        if "$ref" in schema:
            schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        for name, field in schema.get("properties", {}).items():
            if "$ref" in field:
                schema["properties"][name] = {"type": "string"}
                count += 1
    return count


PEERS = {
    "progenitor": [only_json, failures_by_range, closed_enums, one_form, one_kind, openapi_30],
    "openapi-generator": [closed_enums, plain_forms],
    "oas3-gen": [renamed_client],
    "openapi-to-rust": [],
}


def main():
    if len(sys.argv) != 3 or sys.argv[2] not in PEERS:
        sys.exit(f"usage: simplify.py DOCUMENT {'|'.join(PEERS)}")
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    before = sum(1 for _ in operations(document))
    for rule in PEERS[sys.argv[2]]:
        count = rule(document)
        if count:
            print(f"{count:5}  {rule.__doc__}", file=sys.stderr)
    after = sum(1 for _ in operations(document))
    print(f"{after:5}  of {before} operations are left", file=sys.stderr)
    json.dump(document, sys.stdout, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main()
