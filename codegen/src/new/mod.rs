//! Texts that a platform or a resource begins with. They pass `lint` as they are, and say what comes next.

use crate::naming::{is_identifier, is_snake_name, singular};
use crate::{file_name, naming};

/// Why a name cannot be that of a platform, resource or operation, with a right one; `None` if it can.
#[must_use]
pub fn problem(name: &str) -> Option<String> {
    let right = right(name);
    let hint = if right.is_empty() {
        "such as `order_lines`".to_owned()
    } else {
        format!("such as `{right}`")
    };
    if !is_snake_name(name) {
        return Some(format!(
            "`{name}` is no name: lower-case letters, digits and `_`, {hint}"
        ));
    }
    if !is_identifier(name) {
        return Some(format!("`{name}` is a word of Rust; take another name, {hint}"));
    }
    if name == "platform" || file_name::problem_of_spec(name).is_some() {
        return Some(format!(
            "`{name}` cannot name a file of specs; take another name, {hint}"
        ));
    }
    None
}

/// A name that can be one, as close as it gets.
fn right(name: &str) -> String {
    let snake = naming::field(name);
    let ascii: String = snake
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    let bare = ascii.trim_matches('_');
    if bare == "unnamed" {
        return String::new();
    }
    if is_snake_name(bare) && is_identifier(bare) && bare != "platform" && file_name::problem_of_spec(bare).is_none() {
        return bare.to_owned();
    }
    let longer = format!(
        "{}_list",
        bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_')
    );
    if is_snake_name(&longer) && is_identifier(&longer) {
        longer
    } else {
        String::new()
    }
}

/// The first lines of a resource's file.
#[must_use]
pub fn resource_head(resource: &str) -> String {
    format!(
        "# yaml-language-server: $schema=../spec.schema.json\nresource: {resource}\ndoc: {} of the platform.\n",
        sentence(resource)
    )
}

/// A resource with an operation that lists and one that reads, `specs/<platform>/<resource>.yaml`.
#[must_use]
pub fn resource(resource: &str) -> String {
    let one = singular(resource);
    let path = resource.replace('_', "-");
    let thing = naming::type_name(&one);
    // The handle has the name of the resource; where that has no plural, the thing needs another.
    let thing = if thing == naming::type_name(resource) {
        format!("{thing}Entry")
    } else {
        thing
    };
    let (many_words, one_words) = (resource.replace('_', " "), one.replace('_', " "));
    format!(
        r#"{head}
operations:
  list:
    get: /{path}
    doc: Lists {many_words}.
    source: Heading in the vendor's document  # transcribe: where the document says it
    # query: {{page: integer, per_page: integer}}
    # paginate: pages                    # a kind that platform.yaml declares
    returns: {{key: {resource}, type: "[{thing}]"}}  # or a bare list: [{thing}]

  get:
    get: "/{path}/{{id}}"
    doc: Reads one of the {many_words}.
    source: Heading in the vendor's document
    path: {{id: integer}}
    returns: {thing}                     # or {{key: {one}, type: {thing}}}

types:
  {thing}:
    doc: One of the {many_words}.
    fields:
      id: integer!                       # `!`: always there; `?`: may be null
      # name: string
      # price: {{type: decimal, doc: What one {one_words} costs.}}
      # created_at: datetime
"#,
        head = resource_head(resource),
    )
}

/// `specs/<platform>/platform.yaml`.
#[must_use]
pub fn platform(name: &str) -> String {
    let title = sentence(name);
    format!(
        r#"# yaml-language-server: $schema=../spec.schema.json
platform: {name}
version: 0.1.0
title: {title}
doc: The platform {title}.               # transcribe: one sentence on what it is
# document: Title of the vendor's document
base_url: "https://{name}.example"       # transcribe: "https://{{shop}}.…" where each account has a host of its own

# How a request says whose it is. Each becomes Credentials::<name>(…).
# auth:
#   bearer: {{kind: header, header: Authorization, value: "Bearer {{token}}"}}
#   basic: {{kind: basic, username: "{{login}}", password: "{{password}}"}}
#   key: {{kind: query, params: {{api_key: "{{api_key}}"}}}}

# How lists and booleans stand in a query: brackets, indexed, comma, repeat or json; word or digit.
# query: {{lists: brackets, booleans: word}}

# What a failure looks like.
# errors:
#   message: [message, error]
#   fields: [errors]
#   failure: [{{path: success, is: false}}]   # a body that means failure whatever the status

# How one gets the next page. An operation names it by `paginate: pages`.
# pagination:
#   pages: {{kind: page, page: page, size: per_page, default_size: 25, max_size: 100}}
#   cursor: {{kind: cursor, cursor: cursor, next: meta.next_cursor}}

# How many requests the server takes.
# limits:
#   default: {{requests: 100, per: 60}}
"#
    )
}

/// `specs/<platform>/CHANGELOG.md`.
#[must_use]
pub fn changelog(name: &str) -> String {
    format!(
        "# Changes of tradewire-{}\n\nWhat a change may break, and which number is raised for it, stands in `docs/semver.md` of the repository. The newest version \
         stands first.\n\n## 0.1.0\n\n- First release: typed client of the {} API over `tradewire` 0.1.\n",
        name.replace('_', "-"),
        sentence(name)
    )
}

/// The files of a new platform with its first resource: paths below the folder of specs, and texts.
#[must_use]
pub fn files(name: &str, first: &str) -> Vec<(String, String)> {
    vec![
        (format!("{name}/platform.yaml"), platform(name)),
        (format!("{name}/{first}.yaml"), resource(first)),
        (format!("{name}/CHANGELOG.md"), changelog(name)),
        (format!("{name}/examples/README.md"), EXAMPLES.to_owned()),
    ]
}

const EXAMPLES: &str = "# Examples\n\nBodies that the vendor's document shows, whole: `<resource>.<operation>.<n>.request.json` and `….response.json`, n from 1. Each is a test.\nNo names, keys or addresses of real people.\n";

/// Words with a capital in front.
fn sentence(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile;
    use crate::load::InputFile;

    fn findings(files: &[(String, String)]) -> Vec<String> {
        let files = files
            .iter()
            .map(|(path, text)| InputFile::new(format!("specs/{path}"), text.clone()));
        let compiled = compile(files.collect());
        compiled
            .findings
            .iter()
            .map(|finding| format!("{}: {}", finding.code.id, finding.message))
            .collect()
    }

    #[test]
    fn what_is_new_has_no_findings() {
        for (name, first) in [
            ("demo", "orders"),
            ("my_shop", "order_lines"),
            ("a1", "news"),
            ("x", "account"),
            ("x", "types"),
            ("x", "series"),
            ("x", "fields"),
            ("x", "key"),
            ("x", "headers"),
            ("x", "string"),
            ("x", "union"),
            ("x", "when"),
        ] {
            assert_eq!(findings(&files(name, first)), Vec::<String>::new(), "{name}/{first}");
        }
    }

    /// Whatever stands behind a comment sign can be taken in as it is.
    #[test]
    fn what_is_commented_out_is_right_as_well() {
        let mut uncommented = String::new();
        for line in platform("demo").lines() {
            let bare = line.strip_prefix("# ").unwrap_or(line);
            let key = bare.trim_start().split(':').next().unwrap_or_default();
            let is_key = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') && !bare.is_empty();
            uncommented.push_str(if is_key && !line.starts_with("# yaml") {
                bare
            } else {
                line
            });
            uncommented.push('\n');
        }
        let pages = resource("orders")
            .replace("    # query", "    query")
            .replace("    # paginate", "    paginate")
            .replace("\n      # ", "\n      ");
        let found = findings(&[
            ("demo/platform.yaml".to_owned(), uncommented.clone()),
            ("demo/orders.yaml".to_owned(), pages.clone()),
        ]);
        assert!(
            uncommented.contains("\nauth:\n  bearer:") && pages.contains("\n      name: string"),
            "{uncommented}{pages}"
        );
        // One operation cannot use both kinds of paging.
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found.iter().all(|finding| finding.starts_with("W0102")), "{found:?}");
    }

    #[test]
    fn bad_names_are_told_with_right_ones() {
        for (name, hint) in [
            ("Orders", "`orders`"),
            ("order-lines", "`order_lines`"),
            ("type", "`type_list`"),
            ("", "`order_lines`"),
            ("2fa", "`"),
            ("platform", "`platform_list`"),
            ("заказы", "`"),
        ] {
            let told = problem(name).unwrap_or_default();
            assert!(told.contains(hint), "{name}: {told}");
        }
        assert_eq!(problem("orders"), None);
    }
}
