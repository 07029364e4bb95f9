//! `cargo xtask bench memory`: what the app keeps of what was opened and left, into
//! docs/bench-memory.md. What opens and leaves is bench/use/memory.js.

use super::{circumstances, output, serve};
use crate::{Outcome, build, tools};
use serde::Deserialize;
use std::{fmt::Write, fs};

const TABLE: &str = "docs/bench-memory.md";
const PORT: u16 = 8098;
/// Percent from the 500th to the 1,000th time.
const MOST: f64 = 2.0;

#[derive(Deserialize)]
struct Opened {
    name: String,
    /// After the warm-up, in the middle and at the end.
    marks: [Mark; 3],
}

/// Bytes.
#[derive(Clone, Copy, Deserialize)]
struct Mark {
    wasm: f64,
    script: f64,
}

impl Opened {
    /// Percent in the second half.
    fn growth(&self, of: fn(&Mark) -> f64) -> f64 {
        let [_, middle, end] = self.marks.map(|mark| of(&mark));
        100.0 * (end - middle) / middle
    }
}

pub(crate) fn run() -> Outcome {
    tools::for_testing()?;
    build::run()?;
    let server = serve("dist", PORT)?;
    let mut bench = tools::command("node");
    bench.arg("bench/use/memory.js");
    bench.arg(format!("http://127.0.0.1:{PORT}"));
    if let Some(chromium) = tools::chromium() {
        bench.env("CHROMIUM", chromium);
    }
    let said = output(&mut bench)?;
    drop(server);
    let opened: Result<Vec<Opened>, _> = said.lines().map(serde_json::from_str).collect();
    let opened = opened.map_err(|error| format!("{said}: {error}"))?;
    let table = table(&opened, &circumstances()?);
    println!("{table}");
    fs::write(TABLE, table).map_err(|error| format!("{TABLE}: {error}"))
}

fn table(opened: &[Opened], circumstances: &str) -> String {
    let mut table = format!(
        "# Memory, measured\n\n\
         Written by `cargo xtask bench memory`: {circumstances}. Each thing is opened and left 1,000 times \
         in one page of the first tenant. WebAssembly’s memory grows by pages of 64 KiB and never \
         shrinks; the script’s is read after its garbage was collected.\n\n\
         | opened | wasm after 100 | 500 | 1,000 | growth | script after 500 | 1,000 | growth |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
    );
    for it in opened {
        let [first, middle, end] = it.marks;
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {:.1} % | {} | {} | {:.1} % |",
            it.name,
            kib(first.wasm),
            kib(middle.wasm),
            kib(end.wasm),
            it.growth(|mark| mark.wasm),
            kib(middle.script),
            kib(end.script),
            it.growth(|mark| mark.script),
        );
    }
    let grew: Vec<&str> = opened
        .iter()
        .filter(|it| it.growth(|mark| mark.wasm) > MOST)
        .map(|it| it.name.as_str())
        .collect();
    let verdict = match grew.as_slice() {
        [] => "held".to_owned(),
        grew => format!("missed by {}", grew.join(", ")),
    };
    let _ = writeln!(
        table,
        "\nAt most {MOST} % more of WebAssembly’s memory from the 500th to the 1,000th time: {verdict}."
    );
    table
}

fn kib(bytes: f64) -> String {
    format!("{:.0} KiB", bytes / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(name: &str, wasm: [f64; 3]) -> Opened {
        let mark = |wasm| Mark {
            wasm: wasm * 1024.0,
            script: 2048.0,
        };
        Opened {
            name: name.to_owned(),
            marks: wasm.map(mark),
        }
    }

    #[test]
    fn what_grows_in_the_second_half_is_named() {
        let still = opened("/help", [100.0, 200.0, 204.0]);
        let grows = opened("/about", [100.0, 200.0, 205.0]);
        let both = table(&[still, grows], "today");
        assert!(
            both.contains(
                "| /help | 100 KiB | 200 KiB | 204 KiB | 2.0 % | 2 KiB | 2 KiB | 0.0 % |"
            ),
            "{both}"
        );
        assert!(both.ends_with("missed by /about.\n"), "{both}");
        let held = table(&[opened("/help", [1.0; 3])], "today");
        assert!(held.ends_with("held.\n"), "{held}");
    }
}
