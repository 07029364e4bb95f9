//! Bodies that want to be more than text, and what is to become of them. Also read natively.

/// A body with its outcome.
pub(crate) struct Hostile {
    /// What it tries.
    pub(crate) class: &'static str,
    pub(crate) body: String,
    /// What is left to read, a line for each line.
    pub(crate) text: String,
    /// Where its links lead, in their order.
    pub(crate) links: Vec<&'static str>,
}

/// Every line of the list, which says itself how it is written.
pub(crate) fn bodies() -> Vec<Hostile> {
    let mut class = "";
    let mut bodies = Vec::new();
    for line in include_str!("hostile.txt").lines() {
        if let Some(name) = line.strip_prefix("## ") {
            class = name;
        } else if !line.is_empty() && !line.starts_with("# ") {
            let mut parts = line.split(" =>");
            let mut part = || parts.next().unwrap_or_default().trim_start();
            bodies.push(Hostile {
                class,
                body: meant(part()),
                text: meant(part()),
                links: part().split_whitespace().collect(),
            });
        }
    }
    bodies
}

/// A text with what its backslashes stand for.
fn meant(written: &str) -> String {
    let mut out = String::new();
    let mut signs = written.chars();
    while let Some(sign) = signs.next() {
        out.push(match sign {
            '\\' => match signs.next().unwrap() {
                'n' => '\n',
                'r' => '\r',
                '0' => '\0',
                'u' => {
                    let hex: String = signs.by_ref().skip(1).take_while(|it| *it != '}').collect();
                    u32::from_str_radix(&hex, 16)
                        .ok()
                        .and_then(char::from_u32)
                        .unwrap()
                }
                other => other,
            },
            other => other,
        });
    }
    out
}
