//! Recognising platforms whose output is up to date, so that it need not be made again.
//!
//! Beside the lock stands a note with a number for each platform: a hash of all that its output was made from and of the output itself.
//! Whatever changes one of them (an edit of a spec, of a licence, of an output file by hand, another build of the generator) changes the number.
//! The note is a help and never an authority: without it, or with one that is wrong, everything is made again, and [`Mode::Check`] does
//! not look at it.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::apply::{Mode, Output};
use super::copies::LICENCES;
use super::{DOCUMENTS, OUTPUT, PAGES, WriteError, disk, lock};
use crate::load::InputFile;

/// Name of the note, in the folder of the lock.
const NOTE: &str = "tradewire-gen.current";

/// What earlier runs have left up to date.
#[derive(Debug)]
pub struct Fingerprints<'a> {
    output: &'a Output,
    /// What tells builds of the generator apart.
    generator: &'a str,
    known: BTreeMap<String, u64>,
}

impl Output {
    /// What earlier runs of this `generator`, told apart by any text that differs from build to build, have left up to date.
    ///
    /// # Errors
    /// The file system, or something that is no plain file in the place of the note.
    pub fn fingerprints<'a>(&'a self, generator: &'a str) -> Result<Fingerprints<'a>, WriteError> {
        let known = match self.mode {
            Mode::Write => disk::read(&self.note()?)?.map(|text| parse(&text)).unwrap_or_default(),
            Mode::Check => BTreeMap::new(),
        };
        Ok(Fingerprints {
            output: self,
            generator,
            known,
        })
    }

    fn note(&self) -> Result<std::path::PathBuf, WriteError> {
        disk::inside(&self.root, &format!("{}/{NOTE}", lock::FOLDER))
    }
}

impl Fingerprints<'_> {
    /// The platforms of these files whose output is what this generator makes of them.
    ///
    /// # Errors
    /// The file system.
    pub fn current(&self, files: &[InputFile]) -> Result<BTreeSet<String>, WriteError> {
        let mut current = BTreeSet::new();
        // A page over all platforms that is not there yet needs all of them.
        if !self.known.is_empty() && self.output.overview()?.is_some() {
            for (platform, files) in by_platform(files) {
                if self.known.get(platform) == Some(&self.of(platform, &files)?) {
                    current.insert(platform.to_owned());
                }
            }
        }
        Ok(current)
    }

    /// Notes that the output of those platforms of `files` that are `sound` is up to date now, and no longer what was said of the others.
    /// Those that are `untouched` are as they were noted: nothing was written since they were found up to date.
    ///
    /// # Errors
    /// The file system.
    pub fn note(
        mut self,
        files: &[InputFile],
        untouched: &BTreeSet<String>,
        sound: impl Fn(&str) -> bool,
    ) -> Result<(), WriteError> {
        if self.output.mode == Mode::Check {
            return Ok(());
        }
        let before = self.known.clone();
        for (platform, files) in by_platform(files) {
            if untouched.contains(platform) {
                continue;
            }
            if sound(platform) {
                let print = self.of(platform, &files)?;
                self.known.insert(platform.to_owned(), print);
            } else {
                self.known.remove(platform);
            }
        }
        if self.known != before {
            let lines = self
                .known
                .iter()
                .map(|(platform, print)| format!("{print:016x} {platform}\n"));
            disk::replace(&self.output.note()?, &lines.collect::<String>())?;
        }
        Ok(())
    }

    fn of(&self, platform: &str, inputs: &[&InputFile]) -> Result<u64, WriteError> {
        let mut hash = DefaultHasher::new();
        self.generator.hash(&mut hash);
        for file in inputs {
            (&file.path, &file.content).hash(&mut hash);
        }
        let root = &self.output.root;
        // What a crate takes from the repository beside its specs.
        for path in LICENCES.into_iter().chain(["Cargo.toml"]) {
            (path, disk::read(&disk::inside(root, path)?)?).hash(&mut hash);
        }
        let folder = format!("{OUTPUT}/{platform}");
        let mut outputs: Vec<String> = disk::files_below(&disk::inside(root, &folder)?)?
            .into_iter()
            .map(|below| format!("{folder}/{below}"))
            .collect();
        outputs.push(format!("{PAGES}/{platform}.md"));
        outputs.push(format!("{DOCUMENTS}/{platform}.json"));
        // It has a row of each platform.
        outputs.push(format!("{PAGES}/README.md"));
        for path in outputs {
            let text = disk::read(&disk::inside(root, &path)?)?;
            (path, text).hash(&mut hash);
        }
        Ok(hash.finish())
    }
}

/// The files of each platform, in the order of their paths.
fn by_platform(files: &[InputFile]) -> BTreeMap<&str, Vec<&InputFile>> {
    let mut platforms = BTreeMap::<_, Vec<_>>::new();
    for file in files {
        if let Some(platform) = file.platform() {
            platforms.entry(platform).or_default().push(file);
        }
    }
    for files in platforms.values_mut() {
        files.sort_by(|a, b| a.path.cmp(&b.path));
    }
    platforms
}

/// Lines that are none of ours are passed over: what is not known is made again.
fn parse(text: &str) -> BTreeMap<String, u64> {
    text.lines()
        .filter_map(|line| {
            let (print, platform) = line.split_once(' ')?;
            Some((platform.to_owned(), u64::from_str_radix(print, 16).ok()?))
        })
        .collect()
}
