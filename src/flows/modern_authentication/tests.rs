//! Every way through the machine, and what the settings mean at each step.

use policy::{Endpoint, OtherEndpoint, Protocol};

use super::*;
use crate::usage::Summary;

const fn basic(protocol: Protocol) -> Setting {
    Setting::BasicAuth(Endpoint::Protocol(protocol))
}

const IMAP: Setting = basic(Protocol::Imap);
const POP: Setting = basic(Protocol::Pop);
const EWS: Setting = basic(Protocol::Ews);
const MAPI: Setting = basic(Protocol::Mapi);
const OAB: Setting = basic(Protocol::Oab);
const RPC: Setting = basic(Protocol::Rpc);
const SMTP: Setting = Setting::BasicAuth(Endpoint::Other(OtherEndpoint::SmtpAuth));

/// What the far side has, under a tag; these are as no tenant has them at first.
fn tagged(tag: &str, turned: &[Setting]) -> Tagged {
    let first = ModernAuthentication::at_first();
    let turned = turned.iter().map(|it| (*it, !first.is_on(*it)));
    Tagged {
        settings: first.with(&Changes(turned.collect())),
        tag: tag.to_owned(),
    }
}

fn opened(turned: &[Setting]) -> Editor {
    Editor::resumed(None, tagged("1", turned))
}

fn after(editor: Editor, events: impl IntoIterator<Item = Event>) -> Editor {
    events.into_iter().fold(editor, Flow::next)
}

fn changes(switches: &[(Setting, bool)]) -> Changes {
    Changes(switches.iter().copied().collect())
}

fn saving(which: PolicyBox) -> Editor {
    after(
        opened(&[]),
        [Event::Press(which), Event::Review, Event::Save],
    )
}

#[test]
fn a_pressed_box_turns_all_of_its_members() {
    let off = after(opened(&[]), [Event::Press(PolicyBox::OutlookClient)]);
    let members = [EWS, MAPI, OAB, RPC].map(|it| (it, false));
    assert_eq!(off.changes, changes(&members));
    assert_eq!(off.tick(PolicyBox::OutlookClient), Tick::Off);
    assert!(off.is_draft());
}

#[test]
fn what_is_as_it_was_is_no_change() {
    let back = after(
        opened(&[]),
        [
            Event::Press(PolicyBox::Imap),
            Event::Set(Setting::ModernAuth, false),
            Event::Press(PolicyBox::Imap),
            Event::Set(Setting::ModernAuth, true),
        ],
    );
    assert_eq!(back, opened(&[]));
    assert!(!back.is_draft());
    assert_eq!(after(back.clone(), [Event::Review]), back);
}

#[test]
fn a_mixed_box_asks_which_way() {
    let mixed = opened(&[MAPI]);
    assert_eq!(mixed.tick(PolicyBox::OutlookClient), Tick::Mixed);
    let asking = after(mixed.clone(), [Event::Press(PolicyBox::OutlookClient)]);
    assert_eq!(asking.stage, Stage::Asking(PolicyBox::OutlookClient));
    assert!(asking.changes.is_empty());

    let turn = |is_on| {
        after(
            asking.clone(),
            [Event::Turn(PolicyBox::OutlookClient, is_on)],
        )
    };
    assert_eq!(turn(true).changes, changes(&[(MAPI, true)]));
    let others = [EWS, OAB, RPC].map(|it| (it, false));
    assert_eq!(turn(false).changes, changes(&others));
    assert_eq!(turn(true).stage, Stage::Editing);
    assert_eq!(after(asking, [Event::Edit]), mixed);
}

#[test]
fn it_is_saved_after_a_review_and_with_what_differs_alone() {
    let reviewing = after(opened(&[]), [Event::Press(PolicyBox::Imap), Event::Review]);
    assert_eq!(reviewing.stage, Stage::Reviewing);
    assert!(!reviewing.has_open());
    let saving = after(reviewing.clone(), [Event::Save]);
    assert_eq!(saving.stage, Stage::Saving);
    assert_eq!(saving.changes, changes(&[(IMAP, false)]));
    assert!(saving.has_open());
    // Nothing turns while it is on its way.
    assert_eq!(
        after(saving.clone(), [Event::Press(PolicyBox::Pop)]),
        saving
    );
    assert_eq!(after(saving.clone(), [Event::Discard, Event::Edit]), saving);
    let edited = after(reviewing, [Event::Edit]);
    assert_eq!(
        (edited.stage, edited.changes),
        (Stage::Editing, saving.changes)
    );
}

#[test]
fn what_was_saved_can_be_taken_back() {
    let saved = after(
        saving(PolicyBox::Imap),
        [Event::Answered(Answer::Saved(tagged("2", &[IMAP])))],
    );
    assert_eq!(
        saved.stage,
        Stage::Saved {
            undo: changes(&[(IMAP, true)]),
            in_policy: true,
            is_first: true,
        }
    );
    assert!(!saved.is_draft() && !saved.has_open());
    let undoing = after(saved, [Event::Undo]);
    assert_eq!(undoing.stage, Stage::Saving);
    assert_eq!(undoing.baseline.tag, "2");
    assert_eq!(undoing.changes, changes(&[(IMAP, true)]));
}

#[test]
fn a_switch_beside_the_boxes_is_not_in_the_policy() {
    let saving = after(
        opened(&[]),
        [
            Event::Set(Setting::ModernAuth, false),
            Event::Review,
            Event::Save,
        ],
    );
    let answer = Answer::Saved(tagged("2", &[Setting::ModernAuth]));
    let saved = after(saving, [Event::Answered(answer)]);
    assert!(matches!(
        saved.stage,
        Stage::Saved {
            in_policy: false,
            ..
        }
    ));
}

#[test]
fn whoever_is_overtaken_sees_what_was_mine_and_theirs() {
    let theirs = tagged("2", &[POP, Setting::SmtpAuthOff]);
    let overtaken = after(
        saving(PolicyBox::Imap),
        [Event::Answered(Answer::Overtaken(theirs.clone()))],
    );
    assert_eq!(overtaken.stage, Stage::Overtaken(theirs.clone()));
    let told = overtaken.told(&theirs);
    let told = told
        .iter()
        .map(|it| (it.setting, [it.before, it.mine, it.theirs, it.after()]));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            (POP, [true, true, false, false]),
            (IMAP, [true, false, true, false]),
            (Setting::SmtpAuthOff, [false, false, true, true]),
        ]
    );
    assert!(overtaken.is_draft());

    let on_top = after(overtaken.clone(), [Event::Save]);
    assert_eq!(on_top.stage, Stage::Saving);
    assert_eq!(on_top.baseline, theirs);
    assert_eq!(on_top.changes, changes(&[(IMAP, false)]));
    let edited = after(overtaken.clone(), [Event::Edit]);
    assert_eq!(
        (edited.stage, edited.changes),
        (Stage::Editing, on_top.changes)
    );
    let left = after(overtaken, [Event::Discard]);
    assert_eq!(left, Editor::resumed(None, theirs));
}

#[test]
fn an_answer_that_was_lost_is_found_in_what_is_there() {
    let lost = after(
        saving(PolicyBox::Imap),
        [
            Event::Answered(Answer::Failed(Failure::NoAnswer)),
            Event::Save,
            Event::Answered(Answer::Overtaken(tagged("2", &[IMAP, POP]))),
        ],
    );
    assert!(matches!(lost.stage, Stage::Saved { .. }));
    assert_eq!(lost.baseline.tag, "2");
}

#[test]
fn a_refusal_and_a_failure_keep_the_changes() {
    let answers = [
        Answer::Refused {
            reason: Reason::Role,
            rule: "R28".to_owned(),
        },
        Answer::Failed(Failure::Rejected),
        Answer::Failed(Failure::StorageFull),
    ];
    for (answer, may_repeat) in answers.into_iter().zip([false, false, true]) {
        let failed = after(saving(PolicyBox::Imap), [Event::Answered(answer)]);
        assert_eq!(failed.changes, changes(&[(IMAP, false)]));
        let repeated = after(failed.clone(), [Event::Save]);
        assert_eq!(repeated.stage == Stage::Saving, may_repeat);
        let edited = after(failed, [Event::Edit]);
        assert_eq!(edited.stage, Stage::Editing);
        assert!(edited.is_draft());
    }
}

#[test]
fn what_is_read_again_replaces_only_what_nobody_has_changed() {
    let read = Event::Read(tagged("2", &[POP]));
    assert_eq!(
        after(opened(&[]), [read.clone()]),
        Editor::resumed(None, tagged("2", &[POP]))
    );
    let draft = after(opened(&[]), [Event::Press(PolicyBox::Imap)]);
    assert_eq!(after(draft.clone(), [read.clone()]), draft);
    let saving = saving(PolicyBox::Imap);
    assert_eq!(after(saving.clone(), [read]), saving);
}

#[test]
fn what_somebody_else_has_taken_back_is_not_taken_back_again() {
    let saved = after(
        saving(PolicyBox::Imap),
        [Event::Answered(Answer::Saved(tagged("2", &[IMAP])))],
    );
    assert_eq!(
        after(saved.clone(), [Event::Read(tagged("2", &[IMAP]))]),
        saved
    );
    let taken_back = after(saved, [Event::Read(tagged("3", &[]))]);
    assert!(matches!(&taken_back.stage, Stage::Saved { undo, .. } if undo.is_empty()));
    assert_eq!(after(taken_back.clone(), [Event::Undo]), taken_back);
}

#[test]
fn changes_that_were_kept_go_on_where_they_were() {
    let draft = after(opened(&[]), [Event::Press(PolicyBox::Imap)]);
    let kept = serde_json::to_string(&draft).unwrap();
    let kept: Editor = serde_json::from_str(&kept).unwrap();
    let newer = tagged("2", &[POP]);
    assert_eq!(Editor::resumed(Some(kept), newer.clone()), draft);
    let done = after(draft, [Event::Discard]);
    assert_eq!(Editor::resumed(Some(done), newer.clone()).baseline, newer);
}

#[test]
fn clients_without_their_companion_are_warned_about() {
    #[track_caller]
    fn check(turned: &[Setting], event: Event, expected: &[(PolicyBox, PolicyBox)]) {
        let warnings = after(opened(turned), [event]).warnings(None);
        let expected: Vec<_> = expected
            .iter()
            .map(|&(clients, companion)| Warning::CompanionOff { clients, companion })
            .collect();
        assert_eq!(warnings, expected);
    }
    use PolicyBox::{ActiveSync, Autodiscover, Imap, OutlookClient, Pop, Smtp};
    check(&[], Event::Press(Smtp), &[(Imap, Smtp), (Pop, Smtp)]);
    check(&[POP], Event::Press(Smtp), &[(Imap, Smtp)]);
    check(
        &[],
        Event::Set(Setting::SmtpAuthOff, true),
        &[(Imap, Smtp), (Pop, Smtp)],
    );
    check(&[SMTP, IMAP], Event::Press(Imap), &[(Imap, Smtp)]);
    let lost = [(OutlookClient, Autodiscover), (ActiveSync, Autodiscover)];
    check(&[], Event::Press(Autodiscover), &lost);
    // What was so before is not a matter of this change.
    check(&[SMTP], Event::Press(PolicyBox::PowerShell), &[]);
    check(&[], Event::Press(Imap), &[]);
}

#[test]
fn outlook_needs_modern_authentication_before_ews_goes() {
    let warns = |turned: &[Setting], event| {
        let warnings = after(opened(turned), [event]).warnings(None);
        warnings.contains(&Warning::OutlookNeedsModernAuth)
    };
    let off = |setting| Event::Set(setting, false);
    let outlook = || Event::Press(PolicyBox::OutlookClient);
    assert!(warns(&[Setting::ModernAuth], outlook()));
    assert!(warns(&[EWS], off(Setting::ModernAuth)));
    assert!(!warns(&[], outlook()));
    assert!(!warns(&[], off(Setting::ModernAuth)));
    assert!(!warns(&[EWS, Setting::ModernAuth], off(IMAP)));
}

#[test]
fn what_people_use_is_named_with_their_number() {
    let usage = Summary {
        users: vec![
            (Protocol::Ews, 31),
            (Protocol::Imap, 6),
            (Protocol::Mapi, 0),
        ],
        ..Summary::default()
    };
    let off = after(
        opened(&[]),
        [
            Event::Press(PolicyBox::OutlookClient),
            Event::Press(PolicyBox::Pop),
        ],
    );
    let (protocol, users) = (Protocol::Ews, 31);
    assert_eq!(
        off.warnings(Some(&usage)),
        [Warning::InUse { protocol, users }]
    );
    let on = after(opened(&[IMAP]), [Event::Press(PolicyBox::Imap)]);
    assert_eq!(on.warnings(Some(&usage)), []);
}
