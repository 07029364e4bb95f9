//! What building and testing need beside cargo: found on this machine, or installed.

use crate::Outcome;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

const TRUNK: &str = "0.21.14";
const CARGO_MUTANTS: &str = "27.1.0";
const WASM: &str = "wasm32-unknown-unknown";
const DEBIAN_PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-noto-cjk"];
const DEBIAN_CJK_FONT: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";

/// The names Chromium goes by, in the order of preference.
const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// What `trunk` needs: itself, the wasm target, and exactly the wasm-bindgen of Cargo.lock.
///
/// Trunk would download the last one, from a place that not every network reaches.
pub(crate) fn for_building() -> Outcome {
    wasm_target()?;
    crate_tool(
        "trunk",
        "trunk",
        TRUNK,
        "It builds and serves the app; about 5 minutes.",
    )?;
    crate_tool(
        "wasm-bindgen-cli",
        "wasm-bindgen",
        &locked_version("wasm-bindgen")?,
        "Its version is the one in Cargo.lock; about 2 minutes.",
    )
}

/// What the tests need beside that: lints, a browser with its driver, Node, the journeys' packages.
pub(crate) fn for_testing() -> Outcome {
    for component in ["clippy", "rustfmt"] {
        rustup_component(component)?;
    }
    for_building()?;
    browser()?;
    node_packages()
}

/// What `cargo xtask mutants` needs.
pub(crate) fn for_mutants() -> Outcome {
    crate_tool(
        "cargo-mutants",
        "cargo mutants",
        CARGO_MUTANTS,
        "It changes the code and runs the tests; about 2 minutes.",
    )
}

/// A program with cargo's own folder of programs first on its PATH.
pub(crate) fn command(program: &str) -> Command {
    let path = search_path();
    // Looked up here: which PATH the standard library would search differs between systems.
    let program = find_in(&path, program).unwrap_or_else(|| program.into());
    let mut command = Command::new(program);
    command.env("PATH", env::join_paths(&path).unwrap_or_default());
    command
}

/// Runs it to its end with its output on the terminal.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let program = Path::new(command.get_program()).file_stem();
    let name = program.unwrap_or_default().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name} failed ({status})")),
        Err(error) => Err(format!("{name} did not start: {error}")),
    }
}

pub(crate) fn find(program: &str) -> Option<PathBuf> {
    find_in(&search_path(), program)
}

pub(crate) fn chromium() -> Option<PathBuf> {
    CHROMIUM.iter().find_map(|name| find(name))
}

fn wasm_target() -> Outcome {
    let sysroot = output("rustc", &["--print", "sysroot"]).unwrap_or_default();
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM)
        .exists()
    {
        return Ok(());
    }
    println!("Installing Rust's wasm target; a few seconds.");
    run(command("rustup").args(["target", "add", WASM]))
}

fn rustup_component(name: &str) -> Outcome {
    let program = if name == "clippy" {
        "cargo-clippy"
    } else {
        name
    };
    if output(program, &["--version"]).is_some() {
        return Ok(());
    }
    println!("Installing {name}; a few seconds.");
    run(command("rustup").args(["component", "add", name]))
}

/// A program from crates.io in exactly this version; `command_line` is how it is called.
fn crate_tool(name: &str, command_line: &str, version: &str, why: &str) -> Outcome {
    let mut words = command_line.split(' ').chain(["--version"]);
    let program = words.next().unwrap_or_default();
    let present = output(program, &words.collect::<Vec<_>>()).unwrap_or_default();
    if present.split_whitespace().nth(1) == Some(version) {
        return Ok(());
    }
    println!("Installing {name} {version}. {why}");
    let started = Instant::now();
    let install = |locked: &[&str]| {
        let mut install = command("cargo");
        install
            .args(["install", name, "--version", version, "--force"])
            .args(locked);
        // Quick to build matters more than quick to run, and the default profile of Trunk ends
        // in minutes of single-threaded optimisation.
        install
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        run(&mut install)
    };
    // A release's own lock file is the safer choice, but it may name packages that this
    // registry does not serve.
    install(&["--locked"]).or_else(|_| {
        println!("Not with its own lock file; trying the newest compatible packages.");
        install(&[])
    })?;
    println!("{name} took {} s.", started.elapsed().as_secs());
    Ok(())
}

fn browser() -> Outcome {
    let font = Path::new(DEBIAN_CJK_FONT).exists();
    let missing = chromium().is_none() || find("chromedriver").is_none();
    let Some(apt) = find("apt-get").filter(|_| is_root()) else {
        return if missing {
            Err(format!(
                "The tests need Chromium and ChromeDriver of the same version on PATH. \
                 On Debian: sudo apt-get install {}",
                DEBIAN_PACKAGES.join(" ")
            ))
        } else {
            Ok(())
        };
    };
    if !missing && font {
        return Ok(());
    }
    println!(
        "Installing {} with apt-get; about 2 minutes.",
        DEBIAN_PACKAGES.join(", ")
    );
    let apt = apt.to_string_lossy();
    run(command(&apt).arg("update"))?;
    run(command(&apt)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "--yes", "--no-install-recommends"])
        .args(DEBIAN_PACKAGES))
}

/// The packages of the end-to-end journeys, unless they are what package-lock.json says already.
fn node_packages() -> Outcome {
    if find("npm").is_none() {
        return Err("The end-to-end journeys need Node 20 or later with npm on PATH.".to_owned());
    }
    let changed = |path: &str| fs::metadata(path).and_then(|file| file.modified()).ok();
    let installed = changed("tests/e2e/node_modules/.package-lock.json");
    if installed.is_some() && installed >= changed("tests/e2e/package-lock.json") {
        return Ok(());
    }
    println!("Installing the packages of the end-to-end journeys; a few seconds.");
    run(command("npm")
        .args(["ci", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir("tests/e2e"))
}

/// The version of a package in Cargo.lock.
fn locked_version(package: &str) -> Outcome<String> {
    let lock = fs::read_to_string("Cargo.lock").map_err(|error| format!("Cargo.lock: {error}"))?;
    let name = format!("name = \"{package}\"");
    lock.lines()
        .skip_while(|line| *line != name)
        .find_map(|line| line.strip_prefix("version = "))
        .map(|version| version.trim_matches('"').to_owned())
        .ok_or_else(|| format!("Cargo.lock names no {package}"))
}

/// What a program prints, if it runs and succeeds.
fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program).args(arguments).output().ok()?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(printed)
}

fn is_root() -> bool {
    output("id", &["-u"]).is_some_and(|id| id.trim() == "0")
}

fn search_path() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    cargo_programs()
        .into_iter()
        .chain(env::split_paths(&path))
        .collect()
}

/// Where `cargo install` puts programs unless told otherwise.
fn cargo_programs() -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    home.map(|home| home.join("bin"))
}

fn find_in(path: &[PathBuf], program: &str) -> Option<PathBuf> {
    let program = format!("{program}{}", env::consts::EXE_SUFFIX);
    path.iter()
        .map(|folder| folder.join(&program))
        .find(|file| file.is_file())
}
