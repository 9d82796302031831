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

#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_to_and_links_stay() {
    let (folder, path) = file("plate.pdf");
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(&path, &link).expect("a link");
    let server = Server::new(&[(200, "%PDF-1"), (200, "%PDF-2")]);
    let args = |to: &str| ["retailcrm", "files", "download", "7", "--output", to].map(str::to_owned);
    let run = |to: &std::path::Path| {
        let args = args(to.to_str().expect("text"));
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        tradewire(&args, Some(&server.address))
    };
    let output = run(&link);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("leads nowhere"), "{}", err(&output));
    std::fs::write(&path, "old").expect("a file");
    let output = run(&link);
    assert!(output.status.success(), "{}", err(&output));
    assert!(std::fs::symlink_metadata(&link).expect("a link").is_symlink());
    assert_eq!(std::fs::read(&path).expect("a file"), b"%PDF-1");

    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("it runs").success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read(pipe).expect("a pipe")
    });
    let output = run(&pipe);
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(reader.join().expect("no panic"), b"%PDF-2");
    assert!(!std::fs::symlink_metadata(&pipe).expect("a pipe").is_file());
}
