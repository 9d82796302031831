//! Parameters and the body of an operation as options.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ValueHint, value_parser};
use heck::ToKebabCase;
use tradewire::meta::{Kind, Moment};
use tradewire::{Encoding, Entry, Param, Place};

use super::id;
use super::usual::OWN;

/// Headings in the help of an operation.
const PARAMETERS: &str = "Parameters";
const BODY: &str = "Body";

/// The option or the positional argument of a parameter.
pub fn argument(param: &'static Param, taken: &mut BTreeSet<String>) -> Option<Arg> {
    let arg = Arg::new(id(param))
        .help(help(param))
        .help_heading(PARAMETERS)
        .value_parser(values(param));
    Some(match param.place {
        Place::Path => arg.required(true).value_name(param.name).help_heading("Arguments"),
        Place::Query(_) | Place::QueryFamily(_) | Place::Header(_) | Place::Part => {
            let several = param.list || param.kind == Kind::Object || matches!(param.place, Place::QueryFamily(_));
            arg.long(option(param.name, taken))
                .required(param.required)
                .value_name(value_name(param))
                .action(if several { ArgAction::Append } else { ArgAction::Set })
        }
        Place::File => arg
            .long(option(param.name, taken))
            .required(param.required)
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .value_parser(value_parser!(PathBuf))
            .action(ArgAction::Append),
        Place::Upload => arg
            .long(option("file", taken))
            .required(true)
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .value_parser(value_parser!(PathBuf)),
        Place::Body | Place::QueryConst(_) | Place::HeaderConst(_) | Place::PartConst(_) => return None,
    })
}

/// The wire name as an option, told apart from all others.
fn option(name: &str, taken: &mut BTreeSet<String>) -> String {
    let words: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect();
    let plain = match words.to_kebab_case() {
        empty if empty.is_empty() => "param".to_owned(),
        plain if OWN.contains(&plain.as_str()) => format!("param-{plain}"),
        plain => plain,
    };
    let mut unique = plain.clone();
    for number in 2.. {
        if taken.insert(unique.clone()) {
            break;
        }
        unique = format!("{plain}-{number}");
    }
    unique
}

/// Known values are told, not asked for: what a platform has added since is no mistake.
fn values(param: &Param) -> ValueParser {
    match param.kind {
        Kind::Boolean => PossibleValuesParser::new(["true", "false"]).into(),
        _ => ValueParser::string(),
    }
}

fn value_name(param: &Param) -> &'static str {
    match (param.place, param.kind) {
        (Place::QueryFamily(_), _) | (_, Kind::Object) => "KEY=VALUE",
        (_, Kind::Text) => "TEXT",
        (_, Kind::Integer) => "INTEGER",
        (_, Kind::Float | Kind::Decimal) => "NUMBER",
        (_, Kind::Boolean) => "BOOLEAN",
        (_, Kind::Moment) => match param.moment {
            Some(Moment::Date) => "DATE",
            Some(Moment::Time) => "HH:MM",
            Some(Moment::MonthDay) => "MM-DD",
            Some(Moment::UnixSeconds) => "TIME|SECONDS",
            _ => "TIME",
        },
        (_, Kind::Json) => "JSON",
        (_, Kind::Bytes) => "FILE",
    }
}

fn help(param: &Param) -> String {
    let mut help = param.doc.to_owned();
    if !param.values.is_empty() {
        let known = param.values.join(", ");
        help = format!("{help}{}[known: {known}]", if help.is_empty() { "" } else { " " });
    }
    help
}

/// What the body is made of.
pub fn body(entry: &'static Entry) -> Vec<Arg> {
    if matches!(
        (entry.meta)().body.encoding,
        Encoding::None | Encoding::Multipart | Encoding::Binary
    ) {
        return Vec::new();
    }
    let mut fields = Vec::new();
    for field in entry.body {
        describe(field, "", 0, &mut fields);
    }
    let known = if fields.is_empty() {
        String::new()
    } else {
        format!("\n\nFields:\n{}", fields.join("\n"))
    };
    let data = Arg::new("data")
        .long("data")
        .short('d')
        .value_name("JSON")
        .help("The body as JSON, without its wrapper key; @FILE reads a file, - standard input");
    let set = Arg::new("set")
        .long("set")
        .short('s')
        .value_name("FIELD=VALUE")
        .action(ArgAction::Append)
        .help("A field of the body by its dotted path, in the kind that it takes; FIELD:=JSON as it is, null clears")
        .long_help(format!(
            "A field of the body by its dotted path, in the kind that it takes; of a field that is not known, JSON or else text. \
             FIELD:=JSON takes JSON as it is: FIELD:=null clears. A list is given by repeating.{known}"
        ));
    vec![data.help_heading(BODY), set.help_heading(BODY)]
}

/// How deep fields of fields are told.
const TOLD: usize = 2;

fn describe(param: &Param, above: &str, depth: usize, lines: &mut Vec<String>) {
    let list = if param.list { "list of " } else { "" };
    let required = if param.required { ", required" } else { "" };
    let secret = if param.secret { ", secret" } else { "" };
    let kind = format!("{:?}", param.kind).to_lowercase();
    let line = format!(
        "  {above}{} ({list}{kind}{required}{secret}) {}",
        param.name,
        help(param)
    );
    lines.push(line.trim_end().to_owned());
    if depth < TOLD && !param.fields.0.is_empty() {
        // Elements of a list are given whole.
        let above = format!("{above}{}{}.", param.name, if param.list { "[]" } else { "" });
        for field in param.fields.0 {
            describe(field, &above, depth + 1, lines);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::option;
    use std::collections::BTreeSet;

    #[test]
    fn options_are_wire_names_told_apart() {
        let mut taken = BTreeSet::new();
        for (name, expected) in [
            ("updated_since", "updated-since"),
            ("sinceId", "since-id"),
            ("filter[ids][]", "filter-ids"),
            ("filter.ids", "filter-ids-2"),
            ("format", "param-format"),
            ("[]", "param"),
        ] {
            assert_eq!(option(name, &mut taken), expected);
        }
    }
}
