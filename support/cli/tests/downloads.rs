//! Operations that give a file.

mod support;

use support::{Server, err, file, out, tradewire};

#[test]
fn a_file_is_there_whole_or_not_at_all() {
    let server = Server::new(&[(200, "%PDF-1 whole")]);
    let (folder, path) = file("plate.pdf");
    let args = ["retailcrm", "files", "download", "7", "--output", &path];
    let output = tradewire(&args, Some(&server.address));
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(std::fs::read(&path).expect("a file"), b"%PDF-1 whole");
    assert_eq!(out(&output), "");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).expect("a file").permissions().mode();
        assert_ne!(mode & 0o200, 0, "{mode:o}");
    }

    // A refusal leaves the earlier one, and nothing beside it.
    let server = Server::new(&[(404, "{\"success\":false,\"errorMsg\":\"Not found\"}")]);
    let output = tradewire(&args, Some(&server.address));
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(err(&output).contains("Not found"), "{}", err(&output));
    assert_eq!(std::fs::read(&path).expect("a file"), b"%PDF-1 whole");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn standard_output_gets_the_bytes_as_they_are() {
    let server = Server::new(&[(200, "a,b\n1,2\n"), (200, "a,b\n")]);
    for (more, expected) in [(&[][..], "a,b\n1,2\n"), (&["--output", "-"], "a,b\n")] {
        let args = [&["retailcrm", "files", "download", "7"], more].concat();
        let output = tradewire(&args, Some(&server.address));
        assert!(output.status.success(), "{}", err(&output));
        assert_eq!(out(&output), expected);
    }
}

#[test]
fn what_cannot_be_written_is_told_before_anything_is_sent() {
    let server = Server::new(&[]);
    for path in ["/", "/nowhere/at/all"] {
        let args = ["retailcrm", "files", "download", "7", "--output", path];
        let output = tradewire(&args, Some(&server.address));
        assert_eq!(output.status.code(), Some(2), "{path}: {}", err(&output));
        assert!(err(&output).contains("nothing was sent"), "{}", err(&output));
    }
    assert!(server.asked().is_empty());
}
