//! A table that leaves the app with the rows and columns in view: as CSV (RFC 4180) or as JSON.

use std::fmt::Write;

/// A table as it is shown, with what machines read in place of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub columns: Vec<Column>,
    /// Each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in JSON, the same in every language.
    pub key: &'static str,
    /// Its name in CSV, as it is shown.
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Number(u32),
    Text(String),
    /// Words that stand for a value: a month, a time, a kind.
    Coded {
        shown: String,
        code: String,
    },
}

/// The form of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    /// Excel takes a file for UTF-8 only where it begins with a byte order mark.
    CsvForExcel,
    Json,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Csv, Self::CsvForExcel, Self::Json];

    /// The end of a file's name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvForExcel => "csv",
            Self::Json => "json",
        }
    }

    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvForExcel => "text/csv;charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// The whole file.
    pub fn write(self, sheet: &Sheet) -> String {
        match self {
            Self::Csv => csv(sheet),
            Self::CsvForExcel => format!("\u{feff}{}", csv(sheet)),
            Self::Json => json(sheet),
        }
    }
}

fn csv(sheet: &Sheet) -> String {
    let mut out = String::new();
    let head = sheet.columns.iter().map(|column| field(&column.label));
    write_record(&mut out, head);
    for row in &sheet.rows {
        let row = row.iter().map(|cell| match cell {
            Cell::Empty => String::new(),
            Cell::Number(number) => number.to_string(),
            Cell::Text(text) | Cell::Coded { shown: text, .. } => field(text),
        });
        write_record(&mut out, row);
    }
    out
}

fn write_record(out: &mut String, fields: impl Iterator<Item = String>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&field);
    }
    out.push_str("\r\n");
}

/// A text as one field. What a spreadsheet would run as a formula, full-width signs included, is
/// made a text by an apostrophe.
fn field(text: &str) -> String {
    const FORMULAS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let guard = if text.starts_with(FORMULAS) { "'" } else { "" };
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

fn json(sheet: &Sheet) -> String {
    let mut out = String::from("[");
    for (at, row) in sheet.rows.iter().enumerate() {
        out.push_str(if at == 0 { "\n  {" } else { ",\n  {" });
        for (at, (column, cell)) in sheet.columns.iter().zip(row).enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            // Writing to a string cannot fail.
            let _ = write!(out, "{comma}\"{}\": {}", column.key, value(cell));
        }
        out.push('}');
    }
    out.push_str("\n]\n");
    out
}

fn value(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "null".to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) | Cell::Coded { code: text, .. } => quoted(text),
    }
}

/// A string of JSON (RFC 8259, section 7).
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            control if control < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(cells: Vec<Cell>) -> Sheet {
        let columns = (0..cells.len()).map(|_| Column {
            key: "key",
            label: "Label".to_owned(),
        });
        Sheet {
            columns: columns.collect(),
            rows: vec![cells],
        }
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[track_caller]
    fn check(cell: Cell, in_csv: &str, in_json: &str) {
        let sheet = sheet(vec![cell]);
        let csv = Format::Csv.write(&sheet);
        assert_eq!(csv, format!("Label\r\n{in_csv}\r\n"));
        let json = Format::Json.write(&sheet);
        assert_eq!(json, format!("[\n  {{\"key\": {in_json}}}\n]\n"));
    }

    #[test]
    fn a_value_is_a_word_in_csv_and_a_code_in_json() {
        check(Cell::Empty, "", "null");
        check(Cell::Number(0), "0", "0");
        check(text("IMAP4"), "IMAP4", "\"IMAP4\"");
        let coded = Cell::Coded {
            shown: "2022 年 8 月".to_owned(),
            code: "2022-08".to_owned(),
        };
        check(coded, "2022 年 8 月", "\"2022-08\"");
    }

    #[test]
    fn what_parts_fields_is_quoted() {
        check(text("a, b"), "\"a, b\"", "\"a, b\"");
        check(text("a\"b"), "\"a\"\"b\"", "\"a\\\"b\"");
        check(text("a\nb"), "\"a\nb\"", "\"a\\u000ab\"");
        check(text("a\r\nb"), "\"a\r\nb\"", "\"a\\u000d\\u000ab\"");
        check(text("a\\b;c"), "a\\b;c", "\"a\\\\b;c\"");
    }

    #[test]
    fn a_formula_becomes_a_text() {
        for sign in ["=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"] {
            let formula = format!("{sign}1");
            let csv = Format::Csv.write(&sheet(vec![text(&formula)]));
            assert_eq!(csv, format!("Label\r\n'{formula}\r\n"));
        }
        check(text("=a,b"), "\"'=a,b\"", "\"=a,b\"");
        check(text("\r=1"), "\"'\r=1\"", "\"\\u000d=1\"");
        check(text("1=2"), "1=2", "\"1=2\"");
        check(text("– none"), "– none", "\"– none\"");
    }

    #[test]
    fn a_heading_is_a_field_like_any_other() {
        let mut sheet = sheet(vec![Cell::Number(1)]);
        sheet.columns[0].label = "=Who, what".to_owned();
        assert_eq!(Format::Csv.write(&sheet), "\"'=Who, what\"\r\n1\r\n");
    }

    #[test]
    fn only_the_file_for_excel_begins_with_a_byte_order_mark() {
        let sheet = sheet(vec![text("有効")]);
        let plain = Format::Csv.write(&sheet);
        assert_eq!(
            Format::CsvForExcel.write(&sheet),
            format!("\u{feff}{plain}")
        );
        assert_eq!(plain.as_bytes()[0], b'L');
        assert_eq!(Format::Json.write(&sheet).as_bytes()[0], b'[');
    }

    #[test]
    fn json_reads_back_as_what_was_written() {
        let sheet = Sheet {
            columns: ["month", "imap"]
                .map(|key| Column {
                    key,
                    label: key.to_owned(),
                })
                .into(),
            rows: vec![
                vec![text("\u{1}\"\\\u{7f}有効"), Cell::Number(u32::MAX)],
                vec![text(""), Cell::Empty],
            ],
        };
        let read: serde_json::Value =
            serde_json::from_str(&Format::Json.write(&sheet)).expect("it is JSON");
        assert_eq!(
            read,
            serde_json::json!([
                {"month": "\u{1}\"\\\u{7f}有効", "imap": u32::MAX},
                {"month": "", "imap": null},
            ])
        );
        let empty = Sheet {
            rows: vec![],
            ..sheet
        };
        assert_eq!(Format::Json.write(&empty), "[\n]\n");
        assert_eq!(Format::Csv.write(&empty), "month,imap\r\n");
    }
}
