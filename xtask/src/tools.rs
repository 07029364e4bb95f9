//! What building and testing need beside cargo: found on this machine, or installed.

use crate::Outcome;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

const TRUNK: &str = "0.21.14";
const WASM_SPLIT: &str = "0.2.4";
const CARGO_MUTANTS: &str = "27.1.0";
const WASM: &str = "wasm32-unknown-unknown";
const DEBIAN_PACKAGES: &[&str] = &[
    "caddy",
    "chromium",
    "chromium-driver",
    "firefox-esr",
    "fonts-noto-cjk",
    "libnginx-mod-http-brotli-static",
    "nginx",
    "openssl",
];
const DEBIAN_NGINX_BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
const DEBIAN_CJK_FONT: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";

/// The names Chromium goes by, in the order of preference.
const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome"];
const FIREFOX: &[&str] = &["firefox-esr", "firefox"];

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

/// What takes the program apart. It cannot tell its version, but cargo can.
pub(crate) fn wasm_split() -> Outcome {
    let name = "wasm_split_cli_support";
    let installed = output("cargo", &["install", "--list"]).unwrap_or_default();
    if find("wasm-split-cli").is_some() && installed.contains(&format!("{name} v{WASM_SPLIT}:")) {
        return Ok(());
    }
    let why = "It divides the app into what the first view needs and the rest; about a minute.";
    install(name, WASM_SPLIT, &["--features", "build-binary"], why)
}

/// What the tests need beside that: lints, the browsers with a driver, the servers of docs/deploy,
/// Node, the journeys' packages.
pub(crate) fn for_testing() -> Outcome {
    for component in ["clippy", "rustfmt"] {
        rustup_component(component)?;
    }
    for_building()?;
    browsers_and_servers()?;
    node_packages(JOURNEYS, "the end-to-end journeys")
}

/// What `cargo xtask bench search` needs beside the optimiser.
pub(crate) fn for_search_bench() -> Outcome {
    for_building()?;
    browsers_and_servers()?;
    node_packages("bench/search", "the bench of the search")
}

/// What makes WebAssembly smaller.
pub(crate) fn wasm_opt() -> Outcome<PathBuf> {
    for_release(WASM_OPT)
}

/// What makes scripts smaller.
pub(crate) fn esbuild() -> Outcome<PathBuf> {
    for_release(ESBUILD)
}

/// A program without which nothing is built for release, and where it comes from.
type ReleaseTool = (&'static str, &'static str);

const WASM_OPT: ReleaseTool = (
    "wasm-opt",
    "the one of Binaryen (https://github.com/WebAssembly/binaryen/releases)",
);
const ESBUILD: ReleaseTool = ("esbuild", "it (https://esbuild.github.io/getting-started/)");

/// The one on PATH, or else the one that xtask/package-lock.json names.
fn for_release(tool: ReleaseTool) -> Outcome<PathBuf> {
    if let Some(found) = found_on(&search_path(), tool)? {
        return Ok(found);
    }
    node_packages("xtask", "the release build")?;
    Ok(Path::new("xtask/node_modules/.bin").join(tool.0))
}

/// Nothing where it has to be installed; an error where it cannot be.
fn found_on(path: &[PathBuf], (program, source): ReleaseTool) -> Outcome<Option<PathBuf>> {
    match (find_in(path, program), find_in(path, "npm")) {
        (Some(found), _) => Ok(Some(found)),
        (None, Some(_)) => Ok(None),
        (None, None) => Err(format!(
            "The release build needs {program}. Put {source} on PATH, or Node 20 or later with npm, \
             and this command installs it."
        )),
    }
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
    // What cargo says to this program is not for the next cargo: `ring` would be built anew, and all
    // that needs it, whenever a build is asked for here and then without this program, or back.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
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

/// Where the end-to-end tests are, and the packages that they need.
const JOURNEYS: &str = "tests/e2e";

/// Where the build with `/gallery` is, which is none to ship.
const GALLERY: &str = "target/gallery";

/// Builds the app as while developing, for the pictures of the gallery.
pub(crate) fn gallery() -> Command {
    let mut trunk = command("trunk");
    trunk.args(["build", "--dist", GALLERY]);
    trunk
}

fn first_of(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| find(name))
}

/// For whoever starts it by other means than the end-to-end tests do.
pub(crate) fn chromium() -> Option<PathBuf> {
    first_of(CHROMIUM)
}

/// The end-to-end tests, on what is in `dist/`, and for the gallery on its own build.
pub(crate) fn playwright() -> Command {
    let mut playwright = command("npx");
    playwright
        .args(["playwright", "test"])
        .current_dir(JOURNEYS)
        .env("GALLERY", format!("../../{GALLERY}"));
    for (name, browser) in [("CHROMIUM", CHROMIUM), ("FIREFOX", FIREFOX)] {
        if let Some(browser) = first_of(browser) {
            playwright.env(name, browser);
        }
    }
    playwright
}

/// A mock of a service, which the journeys need as well. Newer ones than 5.14.2 need a newer Node.
pub(crate) fn prism() -> Outcome<Command> {
    node_packages(JOURNEYS, "the end-to-end journeys")?;
    Ok(command(&format!("{JOURNEYS}/node_modules/.bin/prism")))
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
    install(name, version, &[], why)
}

fn install(name: &str, version: &str, options: &[&str], why: &str) -> Outcome {
    println!("Installing {name} {version}. {why}");
    let started = Instant::now();
    let install = |locked: &[&str]| {
        let mut install = command("cargo");
        install
            .args(["install", name, "--version", version, "--force"])
            .args(options)
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

fn browsers_and_servers() -> Outcome {
    let files = [DEBIAN_CJK_FONT, DEBIAN_NGINX_BROTLI];
    let complete = files.iter().all(|file| Path::new(file).exists());
    let programs: [&[&str]; 6] = [
        CHROMIUM,
        FIREFOX,
        &["chromedriver"],
        &["nginx"],
        &["caddy"],
        &["openssl"],
    ];
    let missing = programs.into_iter().any(|names| first_of(names).is_none());
    let Some(apt) = find("apt-get").filter(|_| is_root()) else {
        return if missing {
            Err(format!(
                "The tests need Firefox, Chromium with ChromeDriver of the same version, nginx, \
                 Caddy and openssl on PATH. On Debian: sudo apt-get install {}",
                DEBIAN_PACKAGES.join(" ")
            ))
        } else {
            Ok(())
        };
    };
    if !missing && complete {
        return Ok(());
    }
    println!(
        "Installing {} with apt-get; about 2 minutes.",
        DEBIAN_PACKAGES.join(", ")
    );
    install_with(&apt, DEBIAN_PACKAGES)
}

/// For what the tests of a part need and the app does not.
pub(crate) fn debian_packages(names: &[&str]) -> Outcome {
    let names_together = names.join(" ");
    let apt = find("apt-get").filter(|_| is_root()).ok_or(format!(
        "Missing: {names_together}. On Debian: sudo apt-get install {names_together}"
    ))?;
    println!("Installing {names_together} with apt-get.");
    install_with(&apt, names)
}

fn install_with(apt: &Path, packages: &[&str]) -> Outcome {
    let apt = apt.to_string_lossy();
    run(command(&apt).arg("update"))?;
    run(command(&apt)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages))
}

/// The packages of a folder, unless they are what its package-lock.json says already.
fn node_packages(folder: &str, user: &str) -> Outcome {
    if find("npm").is_none() {
        return Err(format!(
            "For {user}, Node 20 or later with npm must be on PATH."
        ));
    }
    let changed = |file: &str| {
        let file = fs::metadata(Path::new(folder).join(file));
        file.and_then(|file| file.modified()).ok()
    };
    let installed = changed("node_modules/.package-lock.json");
    if installed.is_some() && installed >= changed("package-lock.json") {
        return Ok(());
    }
    println!("Installing the packages of {user}; a few seconds.");
    run(command("npm")
        .args(["ci", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(folder))
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
pub(crate) fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program).args(arguments).output().ok()?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(printed)
}

pub(crate) fn is_root() -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_not_told_which_package_started_it() {
        assert!(env::var_os("CARGO_PKG_NAME").is_some());
        let command = command("cargo");
        let told: Vec<_> = command.get_envs().collect();
        assert!(told.contains(&("CARGO_PKG_NAME".as_ref(), None)));
        assert!(
            told.iter()
                .any(|(name, value)| *name == "PATH" && value.is_some())
        );
    }

    #[test]
    fn a_missing_tool_of_the_release_is_installed_or_says_where_it_comes_from() {
        for (tool, source) in [(WASM_OPT, "/binaryen/"), (ESBUILD, "esbuild.github.io")] {
            let folder = format!("xtask-tools-{}-{}", tool.0, std::process::id());
            let folder = env::temp_dir().join(folder);
            fs::create_dir_all(&folder).unwrap();
            let path = [folder.clone()];

            let sentence = found_on(&path, tool).unwrap_err();
            assert!(sentence.contains(source) && sentence.contains("npm"));

            fs::write(folder.join("npm"), "").unwrap();
            assert_eq!(found_on(&path, tool), Ok(None));

            let program = folder.join(tool.0);
            fs::write(&program, "").unwrap();
            assert_eq!(found_on(&path, tool), Ok(Some(program)));
            fs::remove_dir_all(folder).unwrap();
        }
    }
}
