//! The crates under test, and whether what they and their tests read has changed since they were
//! last tried to the end. Trying takes the better part of an hour, so nothing is tried twice.

use super::{Outcomes, Tried};
use crate::{Outcome, hashed, tools};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A crate whose answers must be right.
pub(super) struct Subject {
    pub(super) package: &'static str,
    /// The folders that decide what its tests notice. Neither a newer library nor prose is among
    /// them: they change what comes out, and not whether a test looks.
    reads: &'static [&'static str],
}

pub(super) const SUBJECTS: [Subject; 3] = [
    Subject {
        package: "policy",
        reads: &["src/policy"],
    },
    Subject {
        package: "service",
        reads: &["src/policy", "src/wire", "src/service"],
    },
    Subject {
        package: "search",
        reads: &["src/search"],
    },
];

/// The texts of the posts.
const PROSE: &str = "src/service/messages";

/// How many are tried at a time.
const JOBS: &str = "2";

impl Subject {
    /// How each of its mutants ended, from the last whole run if nothing has changed since.
    pub(super) fn outcomes(&self) -> Outcome<Vec<Tried>> {
        let state = self.state()?;
        let stamp = self.folder().join("tried");
        if fs::read_to_string(&stamp).is_ok_and(|tried| tried == state) {
            println!("{}: as it was when last tried", self.package);
        } else {
            self.try_every_mutant()?;
            fs::write(&stamp, state).map_err(|error| fault(&stamp, &error))?;
        }
        self.read_outcomes()
    }

    fn folder(&self) -> PathBuf {
        Path::new("target/mutants").join(self.package)
    }

    /// A name for everything that it reads.
    fn state(&self) -> Outcome<String> {
        let mut content = Vec::new();
        for folder in self.reads {
            let folder = Path::new(folder);
            read_all(folder, &mut content).map_err(|error| fault(folder, &error))?;
        }
        Ok(hashed::name(self.package, "state", &content))
    }

    fn try_every_mutant(&self) -> Outcome {
        let folder = self.folder();
        fs::create_dir_all(&folder).map_err(|error| fault(&folder, &error))?;
        let mut mutants = tools::command("cargo");
        mutants
            .args(["mutants", "--jobs", JOBS, "--package", self.package])
            .arg("--output")
            .arg(&folder)
            // The tests run a thousand times, each a few seconds at most. One seed for all runs, so
            // that nothing survives today and is caught tomorrow; and a failure is enough, its
            // smallest case is nobody's interest.
            .env("PROPTEST_CASES", "256")
            .env("PROPTEST_RNG_SEED", "1")
            .env("PROPTEST_MAX_SHRINK_ITERS", "0")
            .env("RANDOM_TENANTS", "10");
        let status = mutants
            .status()
            .map_err(|error| format!("cargo did not start: {error}"))?;
        match status.code() {
            // All caught, some missed, some timed out.
            Some(0 | 2 | 3) => Ok(()),
            _ => Err(format!("cargo mutants failed ({status})")),
        }
    }

    fn read_outcomes(&self) -> Outcome<Vec<Tried>> {
        let path = self.folder().join("mutants.out/outcomes.json");
        let text = fs::read_to_string(&path).map_err(|error| fault(&path, &error))?;
        let read: Outcomes = serde_json::from_str(&text).map_err(|error| fault(&path, &error))?;
        Ok(read.outcomes)
    }
}

/// Every file below a folder with its name, in an order that is always the same.
fn read_all(folder: &Path, content: &mut Vec<u8>) -> io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if path == Path::new(PROSE) {
            continue;
        }
        if path.is_dir() {
            read_all(&path, content)?;
        } else {
            content.extend(path.to_string_lossy().bytes());
            content.extend(fs::read(&path)?);
        }
    }
    Ok(())
}

fn fault(path: &Path, error: &dyn std::error::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::read_all;
    use std::{env, fs};

    #[test]
    fn a_changed_a_new_and_a_renamed_file_are_another_state() {
        let folder = env::temp_dir().join(format!("subjects-{}", std::process::id()));
        let inner = folder.join("inner");
        let state = || {
            let mut content = Vec::new();
            read_all(&folder, &mut content).unwrap();
            content
        };
        fs::create_dir_all(&inner).unwrap();
        fs::write(inner.join("a.rs"), "a < b").unwrap();
        let first = state();
        assert_eq!(state(), first);

        fs::write(inner.join("a.rs"), "a > b").unwrap();
        let changed = state();
        fs::write(folder.join("b.md"), "").unwrap();
        let grown = state();
        fs::rename(folder.join("b.md"), folder.join("c.md")).unwrap();
        let renamed = state();
        fs::remove_dir_all(&folder).unwrap();

        let states = [first, changed, grown, renamed];
        for (at, state) in states.iter().enumerate() {
            assert!(!states[..at].contains(state));
        }
    }
}
