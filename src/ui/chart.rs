//! A small chart of bars for each series, all on one scale: eyes compare the shapes, and the arrow
//! keys lead through the values, each of which has a name of its own.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::focus::focus_by_id;
use super::unique_id::unique_id;

/// One stop for the Tab key; what stands where there is no bar differs by its shape.
#[component]
pub fn Chart(
    #[prop(into)] label: Signal<String>,
    /// How to read it.
    #[prop(into)]
    hint: Signal<String>,
    /// As many points in each.
    series: Vec<Series>,
    /// The marks that occur, with their meanings.
    legend: Vec<(Mark, Signal<String>)>,
) -> impl IntoView {
    let id = StoredValue::new(unique_id("chart"));
    let hint_id = id.with_value(|id| format!("{id}-hint"));
    let counts = (series.len(), series.first().map_or(0, |it| it.points.len()));
    let most = series.iter().flat_map(|series| &series.points);
    let most = most.map(|point| point.mark.count()).max();
    let most = most.unwrap_or_default().max(1);
    // Which point the Tab key leads to, and which is pointed at.
    let stop = RwSignal::new((0, counts.1.saturating_sub(1)));
    let pointed = RwSignal::new(None::<(usize, usize)>);
    let key_down = move |event: KeyboardEvent| {
        if let Some(to) = target_of(&event.key(), stop.get_untracked(), counts) {
            event.prevent_default();
            focus_by_id(&id.with_value(|id| point_id(id, to)));
        }
    };
    let keys = legend.into_iter().map(|(mark, meaning)| {
        let shape = mark.outline(0, 1);
        view! {
            <li class="chart__key">
                <svg class="chart__sample" viewBox=SAMPLE aria-hidden="true">
                    <path class="chart__mark" stroke-width="2" data-mark=mark.name() d=shape />
                </svg>
                {meaning}
            </li>
        }
    });
    let plots = series.into_iter().enumerate().map(|(row, series)| {
        let (name_id, summary_id) =
            id.with_value(|id| (format!("{id}-{row}-name"), format!("{id}-{row}-summary")));
        let names: Vec<_> = series.points.iter().map(|point| point.label).collect();
        let names = StoredValue::new(names);
        let summary = move || match pointed.get() {
            Some((at, column)) if at == row => names.with_value(|names| names[column]).get(),
            _ => series.summary.get(),
        };
        let count = series.points.len();
        let points = series
            .points
            .into_iter()
            .enumerate()
            .map(move |(column, point)| {
                let here = (row, column);
                let outline = point.mark.outline(column, most);
                let slot = slot(column);
                let focus = move |_| {
                    stop.set(here);
                    pointed.set(Some(here));
                };
                view! {
                    <g
                        class="chart__point"
                        role="img"
                        id=id.with_value(|id| point_id(id, here))
                        aria-label=point.label
                        tabindex=move || if stop.get() == here { "0" } else { "-1" }
                        on:focus=focus
                        on:blur=move |_| pointed.set(None)
                        on:pointerenter=move |_| pointed.set(Some(here))
                        on:pointerleave=move |_| pointed.set(None)
                    >
                        <path class="chart__slot" stroke-width="2" d=slot />
                        <path class="chart__mark" stroke-width="2" data-mark=point.mark.name() d=outline />
                    </g>
                }
            });
        let points = points.collect_view();
        view! {
            <div
                class="chart__series"
                role="group"
                aria-labelledby=name_id
                aria-describedby=summary_id
            >
                <p class="chart__name" id=name_id.clone()>{series.name}</p>
                <p class="chart__summary" id=summary_id.clone()>{summary}</p>
                <svg class="chart__plot" viewBox=view_box(count) role="none">
                    {points}
                    <path class="chart__line" stroke-width="1" d=format!("M 0 {HEIGHT} H {}", SLOT * count) />
                </svg>
            </div>
        }
    });

    view! {
        <div
            class="chart"
            role="group"
            aria-label=label
            aria-describedby=hint_id
            on:keydown=key_down
        >
            <p class="chart__hint" id=hint_id.clone()>{hint}</p>
            <ul class="chart__legend" role="list">{keys.collect_view()}</ul>
            <div class="chart__plots">{plots.collect_view()}</div>
        </div>
    }
}

/// Values in a row.
pub struct Series {
    pub name: Signal<String>,
    /// What the whole of them says, in a line.
    pub summary: Signal<String>,
    pub points: Vec<Point>,
}

pub struct Point {
    /// The place and the value, as a person would say them.
    pub label: Signal<String>,
    pub mark: Mark,
}

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A bar, or a ring where the count is 0.
    Count(u32),
    /// A dotted outline: there is no value yet.
    Awaited,
    /// A cross: there is none.
    Missing,
    /// A diamond: there could be none.
    Prevented,
}

// Lengths in the drawing, whose unit is a tenth of a pixel at its usual size.
const SLOT: usize = 120;
const BAR: usize = 80;
const HEIGHT: usize = 600;
/// How high the marks are that are no bars; an outline is twice as high.
const SIGN: usize = 80;
/// The foot of one column: `-10`, `HEIGHT - 2 * SIGN - 10`, and room for what stands there.
const SAMPLE: &str = "-10 430 140 180";

impl Mark {
    const fn count(self) -> u32 {
        match self {
            Self::Count(count) => count,
            Self::Awaited | Self::Missing | Self::Prevented => 0,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Count(0) => "none",
            Self::Count(_) => "count",
            Self::Awaited => "awaited",
            Self::Missing => "missing",
            Self::Prevented => "prevented",
        }
    }

    /// The path of the mark in its column, where a bar of `most` has the whole height.
    fn outline(self, column: usize, most: u32) -> String {
        let left = SLOT * column + (SLOT - BAR) / 2;
        let (right, middle) = (left + BAR, left + BAR / 2);
        let (top, centre) = (HEIGHT - SIGN, HEIGHT - SIGN / 2);
        match self {
            Self::Count(0) => {
                let radius = SIGN / 2 - SIGN / 8;
                format!(
                    "M {} {centre} a {radius} {radius} 0 1 0 {1} 0 a {radius} {radius} 0 1 0 -{1} 0",
                    middle - radius,
                    radius * 2,
                )
            }
            Self::Count(count) => {
                let height = HEIGHT * count as usize / most.max(count) as usize;
                format!("M {left} {HEIGHT} v -{height} h {BAR} V {HEIGHT} Z")
            }
            Self::Awaited => {
                format!("M {left} {HEIGHT} v -{} h {BAR} V {HEIGHT}", 2 * SIGN)
            }
            Self::Missing => {
                format!("M {left} {top} L {right} {HEIGHT} M {right} {top} L {left} {HEIGHT}")
            }
            Self::Prevented => {
                format!(
                    "M {middle} {top} L {right} {centre} L {middle} {HEIGHT} L {left} {centre} Z"
                )
            }
        }
    }
}

/// All of a column: easier to point at than a low bar.
fn slot(column: usize) -> String {
    format!("M {} 0 h {SLOT} v {HEIGHT} h -{SLOT} Z", SLOT * column)
}

fn view_box(columns: usize) -> String {
    // Room for strokes at the edges.
    format!("-10 -10 {} {}", SLOT * columns + 20, HEIGHT + 20)
}

fn point_id(chart: &str, (row, column): (usize, usize)) -> String {
    format!("{chart}-{row}-{column}")
}

/// Where a key leads from a point, if it is one of those that lead through a chart of so many rows
/// and columns. Time runs to the right in every script.
fn target_of(
    key: &str,
    (row, column): (usize, usize),
    (rows, columns): (usize, usize),
) -> Option<(usize, usize)> {
    match key {
        "ArrowRight" if column + 1 < columns => Some((row, column + 1)),
        "ArrowLeft" => Some((row, column.checked_sub(1)?)),
        "ArrowDown" if row + 1 < rows => Some((row + 1, column)),
        "ArrowUp" => Some((row.checked_sub(1)?, column)),
        "Home" => Some((row, 0)),
        "End" => Some((row, columns.checked_sub(1)?)),
        _ => None,
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    const MARKS: [Mark; 6] = [
        Mark::Count(3),
        Mark::Count(1),
        Mark::Count(0),
        Mark::Prevented,
        Mark::Missing,
        Mark::Awaited,
    ];
    let series = lent.names.map(|name| Series {
        name,
        summary: lent.sentence,
        points: MARKS
            .map(|mark| Point {
                label: lent.reason,
                mark,
            })
            .into(),
    });
    let legend = MARKS[1..].iter().zip(lent.names.into_iter().cycle());
    let legend = legend.map(|(mark, name)| (*mark, name)).collect();
    vec![Specimen::of(
        "",
        view! {
            <Chart label=lent.names[0] hint=lent.sentence series=series.into() legend />
        },
    )]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: &str, from: (usize, usize), to: Option<(usize, usize)>) {
        assert_eq!(target_of(key, from, (2, 3)), to, "{key} from {from:?}");
    }

    #[test]
    fn arrows_lead_to_the_neighbours_and_stop_at_the_edges() {
        check("ArrowRight", (0, 1), Some((0, 2)));
        check("ArrowRight", (0, 2), None);
        check("ArrowLeft", (0, 1), Some((0, 0)));
        check("ArrowLeft", (0, 0), None);
        check("ArrowDown", (0, 1), Some((1, 1)));
        check("ArrowDown", (1, 1), None);
        check("ArrowUp", (1, 1), Some((0, 1)));
        check("ArrowUp", (0, 1), None);
    }

    #[test]
    fn home_and_end_lead_along_a_row_and_other_keys_nowhere() {
        check("Home", (1, 1), Some((1, 0)));
        check("End", (1, 1), Some((1, 2)));
        check("Tab", (1, 1), None);
        assert_eq!(target_of("End", (0, 0), (0, 0)), None);
    }

    #[test]
    fn a_bar_is_as_high_as_its_share_and_every_other_mark_has_a_shape_of_its_own() {
        let bar = |count| Mark::Count(count).outline(1, 4);
        assert_eq!(bar(4), "M 140 600 v -600 h 80 V 600 Z");
        assert_eq!(bar(1), "M 140 600 v -150 h 80 V 600 Z");
        let marks = [
            Mark::Count(0),
            Mark::Count(1),
            Mark::Awaited,
            Mark::Missing,
            Mark::Prevented,
        ];
        let mut outlines = marks.map(|mark| mark.outline(0, 4)).to_vec();
        outlines.sort();
        outlines.dedup();
        assert_eq!(outlines.len(), marks.len());
    }
}
