//! The layout of the notice's flow chart: where each node stands, how its words are broken into
//! lines, and who is where in it.
//!
//! A drawing knows no line breaks of its own, and its fonts are the reader's: widths are those of
//! wide fonts, so that no line is longer than its box.

mod lines;
mod place;

use policy::basic_auth_2022::Phase;
use policy::basic_auth_2022::chart::Node;

use lines::balanced;
pub use place::{Here, here};

/// What a node says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub label: String,
    /// Who is there, if anybody is.
    pub here: Option<String>,
}

/// All lengths are in sixteenths of the root's font size: pixels where nobody has changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    pub height: i32,
    pub bands: Vec<Band>,
    pub boxes: Vec<Placed>,
    pub arrows: Vec<Arrow>,
}

/// The width of every drawing.
pub const WIDTH: i32 = 880;

/// The months of a phase, across the whole drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    pub phase: Phase,
    /// The middle of its name, between two ways.
    pub x: i32,
    pub y: i32,
    pub height: i32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub node: Node,
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
    pub label: Vec<Line>,
    pub here: Vec<Line>,
}

/// A line of text, by the middle of its baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub x: i32,
    pub y: i32,
    pub text: String,
}

/// Straight down, from one box to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrow {
    pub x: i32,
    pub from: i32,
    pub to: i32,
}

/// Lays the chart out with these words. In the mirror, ways that go right go left.
pub fn lay_out(words: impl Fn(Node) -> Words, is_mirrored: bool) -> Drawing {
    let mut drawing = Drawing {
        height: 0,
        bands: Vec::new(),
        boxes: Vec::new(),
        arrows: Vec::new(),
    };
    let mut y = 0;
    for phase in [Phase::OptOut, Phase::ReEnable, Phase::Ended] {
        let top = y;
        y += BAND_HEAD;
        for row in ROWS.iter().filter(|row| row[0].0.phase() == phase) {
            let placed = row
                .iter()
                .map(|(node, columns)| placed(*node, *columns, y, words(*node), is_mirrored));
            let placed: Vec<_> = placed.collect();
            // Boxes of a row are of one height.
            let height = placed.iter().map(|it| it.height).max().unwrap_or_default();
            drawing
                .boxes
                .extend(placed.into_iter().map(|it| it.in_row_of(height)));
            y += height + GAP;
        }
        let height = y - GAP + MARGIN - top;
        drawing.bands.push(Band {
            phase,
            x: if is_mirrored { WIDTH - NAME } else { NAME },
            y: top,
            height,
        });
        y = top + height + BETWEEN_BANDS;
    }
    drawing.height = y - BETWEEN_BANDS;
    drawing.arrows = arrows(&drawing.boxes);
    drawing
}

/// The first column that a node takes, and how many.
type Columns = (i32, i32);

/// Which nodes stand side by side, and in which columns. Whoever does nothing goes down the middle
/// in September and on the left in autumn; what reaches every way is as wide as they are.
const ROWS: &[&[(Node, Columns)]] = &[
    &[(Node::Archiving, (0, 3))],
    &[(Node::September, (0, 3))],
    &[
        (Node::AskSupport, (0, 1)),
        (Node::NoOptOut, (1, 1)),
        (Node::OptOut, (2, 1)),
    ],
    &[(Node::OptedOut, (2, 1))],
    &[(Node::AllBlocked, (0, 2)), (Node::OthersBlocked, (2, 1))],
    &[(Node::Autumn, (0, 3))],
    &[(Node::LeftBlocked, (0, 2)), (Node::ReEnable, (2, 1))],
    &[(Node::ReEnabled, (2, 1))],
    &[(Node::BlockYourself, (2, 1))],
    &[(Node::End, (0, 3))],
];

const COLUMN: i32 = 256;
const BETWEEN_COLUMNS: i32 = 40;
const MARGIN: i32 = 16;
/// Between two rows: the length of an arrow.
const GAP: i32 = 32;
const BETWEEN_BANDS: i32 = 4;
/// Halfway between the second and the third way, where no arrow passes.
const NAME: i32 = MARGIN + 2 * COLUMN + BETWEEN_COLUMNS + BETWEEN_COLUMNS / 2;
/// The name of a band stands above its first row.
const BAND_HEAD: i32 = 44;
const PADDING: i32 = 12;

/// Font size and line height of what a node is called, and of who is there.
pub const LABEL: (i32, i32) = (14, 20);
pub const HERE: (i32, i32) = (12, 20);
/// What parts the two.
const BETWEEN_TEXTS: i32 = 6;

fn placed(node: Node, columns: Columns, y: i32, words: Words, is_mirrored: bool) -> Placed {
    let (first, count) = columns;
    let width = count * COLUMN + (count - 1) * BETWEEN_COLUMNS;
    let start = MARGIN + first * (COLUMN + BETWEEN_COLUMNS);
    let x = if is_mirrored {
        WIDTH - start - width
    } else {
        start
    };
    let room = width - 2 * PADDING;
    let mut baseline = y + PADDING;
    let mut set = |text: &str, (size, height): (i32, i32)| {
        let broken = balanced(text, room, size).into_iter().map(|text| {
            baseline += height;
            Line {
                x: x + width / 2,
                // A quarter of the size hangs below; the rest of the line's height is air.
                y: baseline - (height - size) / 2 - size / 5,
                text,
            }
        });
        broken.collect::<Vec<_>>()
    };
    let label = set(&words.label, LABEL);
    let here = match words.here {
        None => Vec::new(),
        Some(here) => {
            let mut lines = set(&here, HERE);
            for line in &mut lines {
                line.y += BETWEEN_TEXTS;
            }
            baseline += BETWEEN_TEXTS;
            lines
        }
    };
    Placed {
        node,
        x,
        y,
        width,
        height: baseline + PADDING - y,
        label,
        here,
    }
}

/// From each box to those that it leads to, through the middle of the narrower of the two.
fn arrows(boxes: &[Placed]) -> Vec<Arrow> {
    let arrow = |from: &Placed, node: &Node| {
        let to = boxes.iter().find(|it| it.node == *node)?;
        let narrower = if from.width < to.width { from } else { to };
        Some(Arrow {
            x: narrower.x + narrower.width / 2,
            from: from.y + from.height,
            to: to.y,
        })
    };
    let all = |from: &Placed| -> Vec<Arrow> {
        let next = from.node.leads_to().iter();
        next.filter_map(|to| arrow(from, to)).collect()
    };
    boxes.iter().flat_map(all).collect()
}

impl Placed {
    /// With its words in the middle of more room.
    fn in_row_of(mut self, height: i32) -> Self {
        let down = (height - self.height) / 2;
        for line in self.label.iter_mut().chain(&mut self.here) {
            line.y += down;
        }
        Self { height, ..self }
    }

    /// The top and the height of the strip behind who is there.
    pub fn strip(&self) -> Option<(i32, i32)> {
        let lines = i32::try_from(self.here.len())
            .ok()
            .filter(|lines| *lines > 0)?;
        let top = self.here[0].y - HERE.1 + (HERE.1 - HERE.0) / 2 + HERE.0 / 5;
        Some((top, lines * HERE.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(label: &str, is_mirrored: bool) -> Drawing {
        let words = |node| Words {
            label: label.to_owned(),
            here: (node == Node::Autumn).then(|| label.to_owned()),
        };
        lay_out(words, is_mirrored)
    }

    const TEXTS: [&str; 2] = [
        "From 1 October 2022 (UTC) everything is blocked that was not opted out, tenant by tenant",
        "2022年10月1日 (UTC) 以降、オプトアウトしていないものはテナントごとに順次無効化されます",
    ];

    #[test]
    fn every_node_stands_once_in_the_band_of_its_phase() {
        for text in TEXTS {
            let drawing = drawn(text, false);
            assert!(drawing.boxes.iter().map(|it| it.node).eq(Node::ALL));
            for it in &drawing.boxes {
                let mut bands = drawing.bands.iter();
                let band = bands.find(|band| band.phase == it.node.phase());
                let band = band.expect("a band for each phase");
                assert!(band.y < it.y && it.y + it.height < band.y + band.height);
                assert!(0 < it.x && it.x + it.width < WIDTH);
            }
            let last = drawing.bands.last().expect("three bands");
            assert_eq!(drawing.height, last.y + last.height);
        }
    }

    #[test]
    fn nothing_covers_anything() {
        for text in TEXTS {
            let drawing = drawn(text, false);
            for (at, one) in drawing.boxes.iter().enumerate() {
                for other in &drawing.boxes[at + 1..] {
                    let beside = one.x + one.width <= other.x || other.x + other.width <= one.x;
                    let above = one.y + one.height <= other.y;
                    assert!(beside || above, "{:?} {:?}", one.node, other.node);
                }
            }
            for arrow in &drawing.arrows {
                let crosses = |it: &&Placed| {
                    let within = it.x < arrow.x && arrow.x < it.x + it.width;
                    within && arrow.from < it.y + it.height && it.y < arrow.to
                };
                assert_eq!(drawing.boxes.iter().find(crosses), None, "{arrow:?}");
            }
        }
    }

    #[test]
    fn no_arrow_crosses_the_name_of_a_band() {
        let drawing = drawn(TEXTS[0], false);
        for band in &drawing.bands {
            let crosses = |arrow: &&Arrow| {
                let meets = arrow.from < band.y + BAND_HEAD && band.y < arrow.to;
                meets && (arrow.x - band.x).abs() < COLUMN / 3
            };
            assert_eq!(
                drawing.arrows.iter().find(crosses),
                None,
                "{:?}",
                band.phase
            );
        }
    }

    #[test]
    fn words_stay_in_their_box_and_above_each_other() {
        for text in TEXTS {
            for it in &drawn(text, false).boxes {
                let lines = it.label.iter().chain(&it.here);
                let lines: Vec<_> = lines.map(|line| line.y).collect();
                assert!(lines.is_sorted_by(|one, other| one + HERE.0 < *other));
                let inside = it.y + LABEL.0..it.y + it.height;
                assert!(lines.iter().all(|y| inside.contains(y)));
                if let Some((top, height)) = it.strip() {
                    let last = it.label.last().expect("a label");
                    assert!(last.y < top && top + height <= it.y + it.height);
                }
            }
        }
    }

    #[test]
    fn an_arrow_joins_each_node_with_what_comes_after_it() {
        let drawing = drawn("short", false);
        let wanted: usize = Node::ALL.iter().map(|node| node.leads_to().len()).sum();
        assert_eq!(drawing.arrows.len(), wanted);
        assert!(drawing.arrows.iter().all(|arrow| arrow.from < arrow.to));
    }

    #[test]
    fn the_mirror_turns_the_ways_around() {
        let (one, other) = (drawn(TEXTS[0], false), drawn(TEXTS[0], true));
        for (one, other) in one.boxes.iter().zip(&other.boxes) {
            assert_eq!(other.x, WIDTH - one.x - one.width);
            assert_eq!((one.y, one.height), (other.y, other.height));
        }
    }
}
