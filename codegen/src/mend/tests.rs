use super::*;

const PLATFORM: &str = "platform: demo\ntitle: Demo\ndoc: A demo.\nbase_url: \"https://demo.example\"\n";

fn files(things: &str) -> Vec<InputFile> {
    vec![
        InputFile::new("specs/demo/platform.yaml", PLATFORM),
        InputFile::new("specs/demo/things.yaml", things),
    ]
}

fn text(mended: &Mended) -> Option<String> {
    let content = mended.files.first()?.content.clone().ok()?;
    String::from_utf8(content).ok()
}

#[test]
fn slips_are_mended_and_all_else_stays() {
    let wrong = "\u{feff}resource: things # a comment\ndoc: Things.\noperations:\n  get:   {get: things/{id}, doc: Gets., source: S, path: {id: int}, \"retuns\": Thing} # odd\n\
                 types:\n  Thing: {doc: A thing., felds: {id: Integer!, name: {type: str, maxLength: 5}}}\n";
    let right = "resource: things # a comment\ndoc: Things.\noperations:\n  get:   {get: /things/{id}, doc: Gets., source: S, path: {id: integer}, \"returns\": Thing} # odd\n\
                 types:\n  Thing: {doc: A thing., fields: {id: integer!, name: {type: string, max_length: 5}}}\n";
    let wrong = wrong.replace("get: things/{id}", "get: \"things/{id}\"");
    let right = right.replace("get: /things/{id}", "get: \"/things/{id}\"");
    let mended = mend(files(&wrong));
    assert_eq!(text(&mended).as_deref(), Some(right.as_str()), "{mended:#?}");
    assert!(mended.left.is_empty());
    let findings = compile(files(&right)).findings;
    assert!(findings.is_empty(), "{findings:#?}");
    // What is mended stays as it is.
    let again = mend(files(&right));
    assert!(again.files.is_empty() && again.done.is_empty());
}

#[test]
fn what_another_finding_would_come_of_is_taken_back() {
    // `filds` is `fields`, but a list is no fields.
    let wrong = "resource: things\ndoc: Things.\noperations:\n  get: {get: /things, doc: Gets., source: S, returns: Thing}\n\
                 types:\n  Thing:\n    doc: A thing.\n    filds: [id]\n";
    let mended = mend(files(wrong));
    assert_eq!(text(&mended), None);
    assert_eq!(mended.left.len(), 1);
}

#[test]
fn what_could_be_two_things_is_left_to_the_author() {
    let wrong = "resource: things\ndoc: Things.\noperations:\n  get: {get: /things, doc: Gets., source: S, returns: Thng}\n\
                 types:\n  Thing: {doc: A thing., fields: {id: integer}}\n";
    // A type of that name may be missing.
    assert!(mend(files(wrong)).files.is_empty());
}
