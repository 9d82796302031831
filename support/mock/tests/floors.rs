//! Files of the crate name those of lower floors only, as the table in `ARCHITECTURE.md` has them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn floors(page: &str) -> BTreeMap<String, u32> {
    let section = page
        .split("`support/mock` is a server made from a spec.")
        .nth(1)
        .expect("the section");
    let section = section.split("\n**").next().unwrap_or_default();
    let mut out = BTreeMap::new();
    for row in section.lines().filter_map(|line| line.strip_prefix("| ")) {
        let mut cells = row.split('|');
        let Ok(floor) = cells.next().unwrap_or_default().trim().parse() else {
            continue;
        };
        let names = cells.next().unwrap_or_default().split('`').skip(1).step_by(2);
        out.extend(names.map(|name| (name.to_owned(), floor)));
    }
    out
}

fn files(folder: &Path, room: Option<&str>, out: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let room = room.unwrap_or(&name);
        if path.is_dir() {
            files(&path, Some(room), out);
        } else {
            out.push((room.to_owned(), fs::read_to_string(&path).expect("a file")));
        }
    }
}

#[test]
fn files_name_those_of_lower_floors() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let floors = floors(&fs::read_to_string(root.join("../../ARCHITECTURE.md")).expect("the page"));
    let mut all = Vec::new();
    files(&root.join("src"), None, &mut all);
    let (mut wrong, mut arrows) = (Vec::new(), 0);
    for (room, text) in all.iter().filter(|(room, _)| room != "lib") {
        let Some(own) = floors.get(room) else {
            wrong.push(format!("`{room}` is in no line of the table"));
            continue;
        };
        for named in text.split("crate::").skip(1) {
            let name: String = named
                .chars()
                .take_while(|letter| letter.is_ascii_lowercase() || *letter == '_')
                .collect();
            let Some(floor) = floors.get(&name).filter(|_| name != *room) else {
                continue;
            };
            arrows += 1;
            if floor >= own {
                wrong.push(format!("`{room}` (floor {own}) names `{name}` (floor {floor})"));
            }
        }
    }
    assert!(arrows > 100, "{arrows} arrows");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
