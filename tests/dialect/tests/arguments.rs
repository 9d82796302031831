//! No two values of a call may be exchanged unnoticed: every signature of the platforms and of the corpus.
//!
//! What could be written for an argument is told here once more, from the plan alone and as text, so that a mistake of the planner's
//! own reckoning shows.

use std::collections::{BTreeMap, BTreeSet};

use tradewire_codegen::compile;
use tradewire_codegen::load::read_folder;
use tradewire_codegen::model::Platform;
use tradewire_codegen::plan::{
    ArgTarget, CratePlan, EnumRepr, MOST_BY_POSITION, PartSource, RuntimeType, RustType, SetterForm, TypePlan, plan,
};
use tradewire_dialect_tests::{corpus, root};

fn platforms() -> Vec<Platform> {
    let mut found = Vec::new();
    for folder in [root().join("specs"), corpus().join("specs")] {
        let files = read_folder(&folder, "specs", &[]).expect("the specs can be read");
        found.extend(compile(files).platforms);
    }
    found
}

/// Types of a crate by module and name.
struct Types<'p>(BTreeMap<(&'p str, &'p str), &'p TypePlan>);

impl<'p> Types<'p> {
    fn of(krate: &'p CratePlan) -> Self {
        let mut types = BTreeMap::new();
        for module in &krate.modules {
            for ty in &module.types {
                let name = match ty {
                    TypePlan::Struct(plan) => &plan.name,
                    TypePlan::Enum(plan) => &plan.name,
                    TypePlan::Union(plan) => &plan.name,
                    TypePlan::Alias(plan) => &plan.name,
                };
                types.insert((module.name.as_str(), name.as_str()), ty);
            }
        }
        Self(types)
    }

    /// Expressions that fit an argument.
    fn literals(&self, form: &SetterForm) -> BTreeSet<String> {
        match form {
            SetterForm::Plain(ty) => self.values(ty, false),
            SetterForm::Into(ty) => self.values(ty, true),
            SetterForm::List(element) => wrapped("[_]", self.literals(element)),
            SetterForm::Map(element) => wrapped("{_}", self.literals(element)),
        }
    }

    fn values(&self, ty: &RustType, converted: bool) -> BTreeSet<String> {
        let mut found: BTreeSet<String> = match ty {
            RustType::Text => set(&["\"\""]),
            RustType::Integer => set(&["1"]),
            RustType::Float => set(&["1.5"]),
            RustType::Boolean => set(&["true"]),
            RustType::Runtime(runtime) if converted => set(of_runtime(*runtime)),
            RustType::Optional(inner) => wrapped("Some", self.values(inner, false)),
            RustType::List(inner) => wrapped("[_]", self.values(inner, false)),
            RustType::Map(inner) => wrapped("{_}", self.values(inner, false)),
            RustType::Boxed(inner) | RustType::Patch(inner) => self.values(inner, false),
            RustType::Local { module, name } => match self.0.get(&(module.as_str(), name.as_str())) {
                Some(TypePlan::Alias(plan)) => return self.values(&plan.target, converted),
                Some(TypePlan::Enum(plan)) if converted && plan.other.is_some() => match plan.repr {
                    EnumRepr::Text => set(&["\"\""]),
                    EnumRepr::Integer => set(&["1"]),
                    EnumRepr::Mixed => BTreeSet::new(),
                },
                Some(TypePlan::Union(plan)) if converted => {
                    let payloads = plan.variants.iter().filter(|variant| variant.from);
                    let payloads = payloads.filter_map(|variant| variant.payload.as_ref());
                    payloads
                        .flat_map(|payload| self.values(payload.bare(), false))
                        .collect()
                }
                _ => BTreeSet::new(),
            },
            RustType::Unit | RustType::Runtime(_) => BTreeSet::new(),
        };
        found.insert(format!("{ty:?}"));
        found
    }

    /// What is wrong with a signature.
    fn fault(&self, forms: &[&SetterForm]) -> Option<&'static str> {
        if forms.len() > MOST_BY_POSITION {
            return Some("takes too many");
        }
        let literals: Vec<_> = forms.iter().map(|form| self.literals(form)).collect();
        let exchanged = literals.iter().enumerate().any(|(at, one)| {
            let others = &literals[..at];
            others.iter().any(|other| !one.is_disjoint(other))
        });
        exchanged.then_some("takes two that could be exchanged")
    }
}

fn of_runtime(ty: RuntimeType) -> &'static [&'static str] {
    match ty {
        RuntimeType::Json => &["\"\"", "1", "1.5", "true"],
        RuntimeType::Decimal | RuntimeType::UnixSeconds => &["1"],
        RuntimeType::Flag => &["true"],
        RuntimeType::Date
        | RuntimeType::Time
        | RuntimeType::MonthDay
        | RuntimeType::DateTime
        | RuntimeType::LocalDateTime => &["\"\""],
        RuntimeType::Timestamp | RuntimeType::Uuid => &["\"\"", "1"],
        RuntimeType::Base64 | RuntimeType::Bytes | RuntimeType::Upload => &["\"\"", "b\"\""],
        RuntimeType::File | RuntimeType::Download => &[],
    }
}

fn set(texts: &[&str]) -> BTreeSet<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn wrapped(how: &str, inner: BTreeSet<String>) -> BTreeSet<String> {
    inner.into_iter().map(|text| format!("{how} {text}")).collect()
}

#[test]
fn no_two_arguments_of_a_signature_can_be_exchanged() {
    let (mut faults, mut by_position, mut by_name) = (Vec::new(), 0, 0);
    for platform in platforms() {
        let krate = plan(&platform);
        let types = Types::of(&krate);
        for module in &krate.modules {
            for operation in &module.operations {
                let forms: Vec<&SetterForm> = operation.args.iter().map(|arg| &arg.form).collect();
                let name = format!("{} {}::{}", krate.platform, module.name, operation.rust);
                if let Some(required) = &operation.required {
                    by_name += 1;
                    // Whole bodies alone stand behind the struct.
                    assert!(operation.args.len() <= 1, "{name}");
                    assert!(
                        operation.args.iter().all(|arg| is_body(&arg.target, operation)),
                        "{name}"
                    );
                    assert!(!required.fields.is_empty(), "{name}");
                }
                by_position += usize::from(operation.required.is_none() && forms.len() > 1);
                faults.extend(types.fault(&forms).map(|fault| format!("{name} {fault}")));
            }
            for ty in &module.types {
                let TypePlan::Struct(plan) = ty else { continue };
                // What only ever arrives has no `new`.
                if !plan.built {
                    assert!(plan.named.is_none(), "{}", plan.name);
                    continue;
                }
                let name = format!("{} {}::{}", krate.platform, module.name, plan.name);
                if let Some(named) = &plan.named {
                    by_name += 1;
                    assert_eq!(named.fields.len(), plan.required.len(), "{name}");
                    continue;
                }
                let forms: Vec<SetterForm> = plan.required.iter().map(|at| plan.fields[*at].argument()).collect();
                by_position += usize::from(forms.len() > 1);
                let fault = types.fault(&forms.iter().collect::<Vec<_>>());
                faults.extend(fault.map(|fault| format!("{name} {fault}")));
            }
        }
        for scheme in &krate.credentials {
            assert_eq!(scheme.required.is_some(), scheme.inputs.len() > 1, "{}", scheme.scheme);
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    assert!(by_name > 50 && by_position > 50, "{by_name} {by_position}");
}

fn is_body(target: &ArgTarget, operation: &tradewire_codegen::plan::OperationPlan) -> bool {
    let mut parts = operation.parts.iter();
    let part = parts.find(|part| *target == ArgTarget::Part(part.rust.clone()));
    part.is_some_and(|part| part.source == PartSource::Body)
}

const PLATFORM: &str = "platform: demo\ntitle: Demo\ndoc: A demo.\nbase_url: \"https://demo.example\"\n";

/// A resource whose operation and type have their required values in this order.
fn things(first: &str, second: &str) -> String {
    format!(
        "resource: things\ndoc: Things.\noperations:\n  move:\n    post: /things\n    source: Move\n    doc: Moves.\n    query:\n      \
         {first}\n      {second}\n    body: Line\n    returns: none\ntypes:\n  Line:\n    doc: A line.\n    fields:\n      {first}\n      \
         {second}\n"
    )
}

/// What compiled against one order of two lines, and what it meant, against the other.
#[test]
fn an_exchange_of_two_lines_keeps_the_meaning_of_calls() {
    let planned = |first: &str, second: &str| {
        let file = |path: &str, text: String| tradewire_codegen::load::InputFile {
            path: path.to_owned(),
            content: Ok(text.into_bytes()),
        };
        let files = vec![
            file("specs/demo/platform.yaml", PLATFORM.to_owned()),
            file("specs/demo/things.yaml", things(first, second)),
        ];
        let compiled = compile(files);
        let krate = plan(compiled.platforms.first().expect("the spec has no errors"));
        let module = krate.modules.into_iter().next().expect("a module");
        let structs: Vec<_> = module
            .types
            .into_iter()
            .filter_map(|ty| match ty {
                TypePlan::Struct(plan) => Some(plan),
                _ => None,
            })
            .collect();
        (module.operations, structs)
    };
    // Of one kind: by name, with the same names.
    let names = |lines: (&str, &str)| {
        let (operations, structs) = planned(lines.0, lines.1);
        let required = [operations[0].required.clone(), structs[0].named.clone()];
        required.map(|required| {
            let fields = required.expect("given by name").fields;
            let fields = fields.into_iter().map(|field| (field.rust, field.ty, field.target));
            fields.map(|field| format!("{field:?}")).collect::<BTreeSet<_>>()
        })
    };
    assert_eq!(
        names(("by: string!", "site: string!")),
        names(("site: string!", "by: string!"))
    );
    assert_eq!(
        names(("on: date!", "site: string!")),
        names(("site: string!", "on: date!"))
    );
    // Of different kinds: by position, and no call fits both orders.
    let forms = |lines: (&str, &str)| {
        let (operations, _) = planned(lines.0, lines.1);
        let arguments = operations[0].args.iter().map(|arg| arg.form.clone());
        arguments.take(2).collect::<Vec<_>>()
    };
    let mut exchanged = forms(("site: string!", "id: integer!"));
    exchanged.reverse();
    assert_eq!(forms(("id: integer!", "site: string!")), exchanged);
    assert_eq!(
        exchanged,
        [SetterForm::Plain(RustType::Integer), SetterForm::Into(RustType::Text)]
    );
}
