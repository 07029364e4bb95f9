//! The words for the policy's values: one name per concept, the same on every page.

use policy::basic_auth_2022::{self, Phase, PolicyBox, Reason, Relief};
use policy::{Cloud, Decision, Endpoint, Facts, NextStep, OtherEndpoint, Protocol, Standing};
use wire::history::EventKind;
use wire::modern_authentication::Setting;

use super::{
    Known, Text, Time, boxes, clients, cloud, event, explain, modern_authentication, next, phase,
    protocol, reason, relief, standing,
};

pub(crate) fn endpoint(endpoint: Endpoint) -> Text {
    match endpoint {
        Endpoint::Protocol(Protocol::Eas) => protocol::eas(),
        Endpoint::Protocol(Protocol::Ews) => protocol::ews(),
        Endpoint::Protocol(Protocol::Pop) => protocol::pop(),
        Endpoint::Protocol(Protocol::Imap) => protocol::imap(),
        Endpoint::Protocol(Protocol::PowerShell) => protocol::powershell(),
        Endpoint::Protocol(Protocol::Mapi) => protocol::mapi(),
        Endpoint::Protocol(Protocol::Oab) => protocol::oab(),
        Endpoint::Protocol(Protocol::Rpc) => protocol::rpc(),
        Endpoint::Other(OtherEndpoint::SmtpAuth) => protocol::smtp_auth(),
        Endpoint::Other(OtherEndpoint::Autodiscover) => protocol::autodiscover(),
        Endpoint::Other(OtherEndpoint::ReportingWebService) => protocol::reporting_web_service(),
        Endpoint::Other(OtherEndpoint::EopSccPowerShell) => protocol::eop_scc_powershell(),
    }
}

/// Who uses the endpoint, in a few words.
pub(crate) fn clients_of(endpoint: Endpoint) -> Text {
    match endpoint {
        Endpoint::Protocol(Protocol::Eas) => clients::mobile(),
        Endpoint::Protocol(Protocol::Ews) => clients::outlook_and_apps(),
        Endpoint::Protocol(Protocol::Pop | Protocol::Imap) => clients::mail(),
        Endpoint::Protocol(Protocol::PowerShell) => clients::scripts(),
        Endpoint::Protocol(Protocol::Mapi | Protocol::Oab) => clients::outlook(),
        Endpoint::Protocol(Protocol::Rpc) => clients::older_outlook(),
        Endpoint::Other(OtherEndpoint::SmtpAuth) => clients::senders(),
        Endpoint::Other(OtherEndpoint::Autodiscover) => clients::finders(),
        Endpoint::Other(OtherEndpoint::ReportingWebService) => clients::reports(),
        Endpoint::Other(OtherEndpoint::EopSccPowerShell) => clients::compliance_scripts(),
    }
}

pub(crate) fn standing(standing: Standing) -> Text {
    match standing {
        Standing::Allowed => standing::allowed(),
        Standing::Blocked => standing::blocked(),
        Standing::OptedOut => standing::opted_out(),
        Standing::ReEnabling => standing::re_enabling(),
        Standing::Overdue => standing::overdue(),
        Standing::ReEnabled => standing::re_enabled(),
        Standing::Retiring => standing::retiring(),
        Standing::Retired => standing::retired(),
        Standing::OutsideProgramme => standing::outside_programme(),
    }
}

/// The next step as a label of a few words; [`what_next`] is the sentence.
pub(crate) fn next_step(step: NextStep) -> Text {
    match step {
        NextStep::OptOut => next::opt_out(),
        NextStep::ReEnable => next::re_enable(),
        NextStep::Wait => next::wait(),
        NextStep::Nothing => next::nothing(),
        NextStep::AskGlobalAdmin => next::ask_global_admin(),
        NextStep::ContactSupport => next::contact_support(),
        NextStep::OpenTicket => next::open_ticket(),
        NextStep::FollowMessageCenter => next::follow_message_center(),
        NextStep::MoveToModernAuth => next::move_to_modern_auth(),
        NextStep::MoveToCertificateAuth => next::move_to_certificate_auth(),
        NextStep::ManageSmtpAuth => next::manage_smtp_auth(),
    }
}

pub(crate) fn cloud(cloud: Cloud) -> Text {
    match cloud {
        Cloud::Worldwide => cloud::worldwide(),
        Cloud::Gcc => cloud::gcc(),
        Cloud::GccHigh => cloud::gcc_high(),
        Cloud::Dod => cloud::dod(),
        Cloud::China => cloud::china(),
    }
}

/// The months of a phase.
pub(crate) fn phase(phase: Phase) -> Text {
    match phase {
        Phase::Announced => phase::announced(),
        Phase::OptOut => phase::opt_out(),
        Phase::ReEnable => phase::re_enable(),
        Phase::Ended => phase::ended(),
    }
}

/// Why the far side refuses, in a sentence that needs no facts.
pub(crate) fn reason(reason: Reason) -> Text {
    match reason {
        Reason::Endpoint => reason::endpoint(),
        Reason::Phase => reason::phase(),
        Reason::Cloud => reason::cloud(),
        Reason::Role => reason::role(),
        Reason::NotBlocked => reason::not_blocked(),
        Reason::AlreadyUsed => reason::already_used(),
    }
}

pub(crate) fn event(kind: EventKind) -> Text {
    match kind {
        EventKind::RequestAccepted => event::request_accepted(),
        EventKind::RequestRefused => event::request_refused(),
        EventKind::RequestArchived => event::request_archived(),
        EventKind::BlockAnnounced => event::block_announced(),
        EventKind::HealthNotice => event::health_notice(),
        EventKind::Blocked => event::blocked(),
        EventKind::Reopened => event::reopened(),
        EventKind::RequestClosed => event::request_closed(),
        EventKind::RetirementAnnounced => event::retirement_announced(),
        EventKind::Retired => event::retired(),
        EventKind::TicketOpened => event::ticket_opened(),
        EventKind::TicketAnswered => event::ticket_answered(),
        EventKind::MessagePosted => event::message_posted(),
        EventKind::PolicyChanged => event::policy_changed(),
    }
}

/// What support did about a protocol.
pub(crate) fn relief(relief: Relief) -> Text {
    match relief {
        Relief::Lifted => relief::lifted(),
        Relief::ReEnabled => relief::re_enabled(),
        Relief::Repaired => relief::repaired(),
        Relief::TakingEffect => relief::taking_effect(),
        Relief::UseDiagnostic => relief::use_diagnostic(),
        Relief::FollowPost => relief::follow_post(),
        Relief::NothingToLift => relief::nothing_to_lift(),
        Relief::NoPath => relief::no_path(),
        Relief::Ended => relief::ended(),
    }
}

/// What support can do about a protocol, before it is asked.
pub(crate) fn support(facts: &Facts, decision: &Decision) -> Option<Text> {
    explain(
        basic_auth_2022::support(facts).explanation,
        &known(facts, decision),
    )
}

/// Why the endpoint stands as it does.
pub(crate) fn why(facts: &Facts, decision: &Decision) -> Option<Text> {
    explain(decision.why, &known(facts, decision))
}

/// What can be done about it.
pub(crate) fn what_next(facts: &Facts, decision: &Decision) -> Option<Text> {
    explain(decision.what_next, &known(facts, decision))
}

/// What an explanation of these facts may speak of.
pub(crate) fn known(facts: &Facts, decision: &Decision) -> Known {
    let time = |at| Time {
        at,
        zone: facts.zone,
    };
    Known {
        protocol: Some(endpoint(facts.endpoint)),
        blocked_since: facts.blocked_since.map(|at| time(at).day()),
        opted_out_at: facts.opted_out_at.map(|at| time(at).day()),
        re_enabled_at: facts.re_enabled_at.map(time),
        // `until` is the first instant after; people name the last day before.
        until: decision
            .until
            .map(|until| time(until - chrono::TimeDelta::seconds(1)).day()),
    }
}

/// The name of a box, as the admin center has it.
pub(crate) fn policy_box(which: PolicyBox) -> Text {
    match which {
        PolicyBox::OutlookClient => boxes::outlook_client(),
        PolicyBox::ActiveSync => boxes::active_sync(),
        PolicyBox::Autodiscover => boxes::autodiscover(),
        PolicyBox::Imap => boxes::imap(),
        PolicyBox::Pop => boxes::pop(),
        PolicyBox::Smtp => boxes::smtp(),
        PolicyBox::PowerShell => boxes::powershell(),
    }
}

/// Who uses what the box switches.
pub(crate) fn about_box(which: PolicyBox) -> Text {
    match which {
        PolicyBox::OutlookClient => boxes::outlook_client_about(),
        PolicyBox::ActiveSync => boxes::active_sync_about(),
        PolicyBox::Autodiscover => boxes::autodiscover_about(),
        PolicyBox::Imap => boxes::imap_about(),
        PolicyBox::Pop => boxes::pop_about(),
        PolicyBox::Smtp => boxes::smtp_about(),
        PolicyBox::PowerShell => boxes::powershell_about(),
    }
}

/// What the policy switches, by the name of its box where that has no other member.
pub(crate) fn switched(switched: Endpoint) -> Text {
    match PolicyBox::of(switched) {
        Some(alone) if alone.members().len() == 1 => policy_box(alone),
        _ => endpoint(switched),
    }
}

/// What a switch is about.
pub(crate) fn setting(setting: Setting) -> Text {
    match setting {
        Setting::ModernAuth => modern_authentication::modern_setting(),
        Setting::BasicAuth(about) => modern_authentication::basic_auth_for(switched(about)),
        Setting::SmtpAuthOff => modern_authentication::smtp_setting(),
    }
}

/// What a switch says in one of its positions.
pub(crate) fn position(setting: Setting, is_on: bool) -> Text {
    match (setting, is_on) {
        (Setting::BasicAuth(_), true) => modern_authentication::allowed(),
        (Setting::BasicAuth(_), false) => modern_authentication::not_allowed(),
        (Setting::ModernAuth, true) | (Setting::SmtpAuthOff, false) => modern_authentication::on(),
        (Setting::ModernAuth, false) | (Setting::SmtpAuthOff, true) => modern_authentication::off(),
    }
}
