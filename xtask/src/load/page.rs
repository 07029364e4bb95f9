//! `docs/load.md`: what was measured, how, and on what.

use super::{Asked, CONNECTIONS, Kept, Row, SECONDS, WARM_UP};
use crate::{Outcome, tools};
use chrono::DateTime;
use std::{
    fs, thread,
    time::{SystemTime, UNIX_EPOCH},
};

const TITLE: &str = "\
# What the reference server carries

Written by `cargo xtask load`; edit `xtask/src/load/page.rs` instead. The numbers are of one small \
machine on one day, with wrk and the database on the same cores as the server. They say what to \
expect from the server there, and what grows with what; they are no limits of a larger machine.
";

const METHOD: &str = "\
The server is `target/server/backend`, alone, with 10 connections to its database, which is new for \
each block of reads and for each line of writes. SQLite has `synchronous = FULL`, PostgreSQL its \
settings as `initdb` writes them, with `fsync` and `synchronous_commit` on; both are on the disk of this \
folder. The limit of requests for each session (`RATE_BURST`, `RATE_PER_SECOND`; 100 and 20) is \
raised to a thousand million, because all requests are of one session, and the limit would be all \
that is seen. The log goes to `/dev/null`.

Each connection of wrk has one request at a time and sends the next when the answer is there, so \
with 32 connections the times hold the wait for each other. A read is the same address again and \
again, without `If-None-Match`. A write is a ticket under an `Idempotency-Key` of its own, made and \
its answer read by a Lua script inside wrk. The server holds a tenant as one value, and a write \
makes a new one: the more tickets a tenant has, the longer the next one takes. An administrator \
opens few, so a line with one tenant says what thousands of them cost, and the line with all \
tenants what is left of it when they are spread.
";

const NOTHING_LOST: &str = "\
When wrk stops, the server is killed (SIGKILL) with requests under way, started again on the same \
database, and asked for all tickets. Each ticket that was accepted (201) has to be there under the \
number that was told, and no key may have two. wrk stops without waiting for its last answers, one \
for each connection at most: such a ticket may be there or not. `cargo xtask load` fails where \
anything else is so.
";

/// What was so when it was measured.
pub(crate) fn conditions() -> Outcome<String> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since.map_err(|error| error.to_string())?.as_secs();
    let now = DateTime::from_timestamp(seconds.cast_signed(), 0).unwrap_or_default();
    let day = now.format("%-d %B %Y");
    let git = |arguments: &[&str]| tools::output("git", arguments).unwrap_or_default();
    let commit = git(&["rev-parse", "--short", "HEAD"]);
    let commit = commit.trim();
    let changed = if git(&["status", "--porcelain", "--untracked-files=no"]).is_empty() {
        ""
    } else {
        ", with changes"
    };
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let of = |file, name| value(file, name).unwrap_or_else(|| "unknown".to_owned());
    let processor = of("/proc/cpuinfo", "model name");
    let memory = of("/proc/meminfo", "MemTotal");
    let system = of("/etc/os-release", "PRETTY_NAME");
    let busy = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let busy = busy.split(' ').next().unwrap_or_default();
    let niceness = tools::output("nice", &[]).unwrap_or_default();
    let niceness = niceness.trim();
    Ok(format!(
        "Measured on {day}, commit {commit}{changed}: {cores} cores of “{processor}”, {memory} of \
         memory, {system} with its wrk and PostgreSQL. Before it began, the load average of the \
         machine was {busy}, from whatever else it did; server, database and wrk ran at niceness \
         {niceness}. {SECONDS} s for each line, after {WARM_UP} s \
         that do not count.\n"
    ))
}

pub(crate) fn text(conditions: &str, rows: &[Row]) -> String {
    let (mut reads, mut writes, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        match &row.asked {
            Asked::Read(name, length) => reads.push(line(row, &format!("{name} | {length}"))),
            Asked::Tickets(tenants, it) => {
                writes.push(line(row, &tenants.to_string()));
                kept.push(kept_line(row, *tenants, it));
            }
        }
    }
    let times = "answers a second | p50, ms | p99, ms | longest, ms | not accepted";
    let [one, many] = CONNECTIONS;
    [
        TITLE.to_owned(),
        conditions.to_owned(),
        format!("## Reads\n\nWith {one} connection and with {many}.\n"),
        table(&format!("database | connections | what | bytes | {times}"), &reads),
        "## Writes\n\nTickets, in one tenant and in all of them in turn.\n".to_owned(),
        table(&format!("database | connections | tenants | {times}"), &writes),
        format!("## Nothing lost\n\n{NOTHING_LOST}"),
        table(
            "database | connections | tenants | accepted | kept | of these unanswered | lost | twice",
            &kept,
        ),
        format!("## Method\n\n{METHOD}"),
    ]
    .join("\n")
}

fn line(row: &Row, what: &str) -> String {
    let [median, p99, longest] = row.report.milliseconds();
    format!(
        "{} | {} | {what} | {:.0} | {median:.2} | {p99:.2} | {longest:.2} | {}",
        row.kind.name(),
        row.connections,
        row.report.per_second(),
        row.report.refused + row.report.broken,
    )
}

fn kept_line(row: &Row, tenants: usize, kept: &Kept) -> String {
    format!(
        "{} | {} | {tenants} | {} | {} | {} | {} | {}",
        row.kind.name(),
        row.connections,
        kept.accepted,
        kept.there,
        kept.unanswered(),
        kept.lost,
        kept.twice,
    )
}

/// The first column is words, the others are numbers but for the one that is not.
fn table(head: &str, lines: &[String]) -> String {
    let rule: Vec<_> = head
        .split(" | ")
        .map(|name| match name {
            "database" | "what" => "---",
            _ => "---:",
        })
        .collect();
    let rule = rule.join(" | ");
    let lines = lines.iter().map(|line| format!("| {line} |\n"));
    format!("| {head} |\n| {rule} |\n{}", lines.collect::<String>())
}

/// What a file says after this name and a colon or an equals sign.
fn value(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    let (_, value) = line.split_once([':', '='])?;
    Some(value.trim().trim_matches('"').to_owned())
}
