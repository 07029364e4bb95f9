//! The endpoints that the notice mentions and the programme does not switch.

use super::calendar::ENDED;
use super::counting::Counted;
use super::lines::{Line, Table};
use super::next_step::Stands;
use super::rules::{A18, A20, R9, R46, R60, R61};
use crate::{Endpoint, NextStep, OtherEndpoint, Standing};

pub(crate) static STANDINGS: Table<Counted, Standing> = Table {
    lines: &[
        // This programme neither blocks nor changes it.
        Line {
            name: "smtp_auth",
            applies: |it| is(it, OtherEndpoint::SmtpAuth),
            outcome: Standing::OutsideProgramme,
            rule: R9,
            also: &[],
            explanation: "why_smtp_auth_outside",
        },
        // Not one of the eight protocols, and not in the diagnostic.
        Line {
            name: "autodiscover",
            applies: |it| is(it, OtherEndpoint::Autodiscover),
            outcome: Standing::OutsideProgramme,
            rule: A20,
            also: &[],
            explanation: "why_autodiscover_outside",
        },
        // On for every customer through the day before {until}; later extended to 31 March 2023.
        Line {
            name: "reporting_web_service.1",
            applies: |it| is(it, OtherEndpoint::ReportingWebService) && it.is_before(ENDED),
            outcome: Standing::Allowed,
            rule: R60,
            also: &[A18],
            explanation: "why_reporting_allowed",
        },
        // The notice's date has passed; the later extension ran to 31 March 2023.
        Line {
            name: "reporting_web_service.2",
            applies: |it| is(it, OtherEndpoint::ReportingWebService),
            outcome: Standing::Retired,
            rule: R60,
            also: &[A18],
            explanation: "why_reporting_retired",
        },
        // Valid through the day before {until}.
        Line {
            name: "eop_scc_powershell.1",
            applies: |it| it.is_before(ENDED),
            outcome: Standing::Allowed,
            rule: R61,
            also: &[],
            explanation: "why_eop_scc_allowed",
        },
    ],
    // The notice's date has passed.
    otherwise: Line {
        name: "eop_scc_powershell.2",
        applies: |_| true,
        outcome: Standing::Retired,
        rule: R61,
        also: &[],
        explanation: "why_eop_scc_retired",
    },
};

pub(crate) static NEXT_STEPS: Table<Stands, NextStep> = Table {
    lines: &[
        // Administrators switch it themselves, for the tenant or a mailbox.
        Line {
            name: "smtp_auth",
            applies: |it| is(&it.counted, OtherEndpoint::SmtpAuth),
            outcome: NextStep::ManageSmtpAuth,
            rule: R9,
            also: &[R46],
            explanation: "next_manage_smtp_auth",
        },
        // Nothing to request here.
        Line {
            name: "autodiscover",
            applies: |it| is(&it.counted, OtherEndpoint::Autodiscover),
            outcome: NextStep::Nothing,
            rule: A20,
            also: &[],
            explanation: "next_nothing_autodiscover",
        },
        // No opt-out or re-enable is needed; read the guidance for moving.
        Line {
            name: "reporting_web_service.1",
            applies: |it| {
                is(&it.counted, OtherEndpoint::ReportingWebService)
                    && it.standing == Standing::Allowed
            },
            outcome: NextStep::Nothing,
            rule: R60,
            also: &[],
            explanation: "next_nothing_reporting",
        },
        // Move what reads reports to modern authentication.
        Line {
            name: "reporting_web_service.2",
            applies: |it| is(&it.counted, OtherEndpoint::ReportingWebService),
            outcome: NextStep::MoveToModernAuth,
            rule: R60,
            also: &[],
            explanation: "next_move_reporting",
        },
    ],
    // Move scripts to certificate-based authentication.
    otherwise: Line {
        name: "eop_scc_powershell",
        applies: |_| true,
        outcome: NextStep::MoveToCertificateAuth,
        rule: R61,
        also: &[],
        explanation: "next_move_to_certificate",
    },
};

fn is(it: &Counted, endpoint: OtherEndpoint) -> bool {
    it.endpoint == Endpoint::Other(endpoint)
}
