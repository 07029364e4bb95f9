//! What a node of the flow chart is called, what is to know of it, and where it is done.

use flows::diagnostic::POST_OF_1_SEPTEMBER;
use flows::ticket::Lead;
use policy::basic_auth_2022::chart::Node;
use policy::{Cloud, NextStep};

use crate::routes::{Page, Pane, Route, Settings};
use crate::words::{Text, chart};

pub(super) fn label(node: Node, cloud: Cloud) -> Text {
    match (node, node.step(cloud)) {
        (Node::Archiving, _) => chart::archiving(),
        (Node::September, _) => chart::september(),
        (Node::AskSupport, _) => chart::ask_support(),
        (Node::NoOptOut | Node::LeftBlocked, _) => chart::no_action(),
        (Node::OptOut, Some(NextStep::OptOut)) => chart::opt_out(),
        (Node::OptOut, Some(NextStep::FollowMessageCenter)) => chart::opt_out_by_post(),
        (Node::OptOut, _) => chart::opt_out_by_support(),
        (Node::OptedOut, _) => chart::opted_out(),
        (Node::AllBlocked, _) => chart::all_blocked(),
        (Node::OthersBlocked, _) => chart::others_blocked(),
        (Node::Autumn, _) => chart::autumn(),
        (Node::ReEnable, Some(NextStep::ReEnable)) => chart::re_enable(),
        (Node::ReEnable, Some(NextStep::OpenTicket)) => chart::re_enable_by_ticket(),
        (Node::ReEnable, _) => chart::re_enable_by_support(),
        (Node::ReEnabled, _) => chart::re_enabled(),
        (Node::BlockYourself, _) => chart::block_yourself(),
        (Node::End, _) => chart::end(),
    }
}

/// A sentence or two more than the label has room for.
pub(super) fn about(node: Node, cloud: Cloud) -> Text {
    match node {
        Node::Archiving => chart::archiving_about(),
        Node::September => chart::september_about(),
        Node::AskSupport => chart::ask_support_about(),
        Node::NoOptOut => chart::no_opt_out_about(),
        Node::OptOut if cloud == Cloud::Worldwide => chart::opt_out_about(),
        Node::ReEnable if cloud == Cloud::Worldwide => chart::re_enable_about(),
        Node::OptOut | Node::ReEnable => chart::no_diagnostic(),
        Node::OptedOut => chart::opted_out_about(),
        Node::AllBlocked => chart::all_blocked_about(),
        Node::OthersBlocked => chart::others_blocked_about(),
        Node::Autumn => chart::autumn_about(),
        Node::LeftBlocked => chart::left_blocked_about(),
        Node::ReEnabled => chart::re_enabled_about(),
        Node::BlockYourself => chart::block_yourself_about(),
        Node::End => chart::end_about(),
    }
}

/// Where it is done, or where more is to be read of it.
pub(super) fn destination(node: Node, cloud: Cloud, tenant: &str) -> Route {
    let article = |slug: &str| Page::Article(slug.to_owned());
    let page = match (node, node.step(cloud)) {
        (_, Some(NextStep::OptOut | NextStep::ReEnable)) => Page::Diagnostic(None),
        (_, Some(NextStep::FollowMessageCenter)) => Page::message(POST_OF_1_SEPTEMBER),
        (_, Some(_)) => Page::Support(Lead::default()),
        (Node::OptedOut | Node::ReEnabled, None) => {
            return Route::new(tenant, Page::Home).with_pane(Some(Pane::History));
        }
        (Node::Archiving, None) => article("archived-requests"),
        (Node::September, None) => article("opt-out-and-receipts"),
        (Node::NoOptOut, None) => Page::Usage,
        (Node::BlockYourself, None) => Page::Settings(Settings::ModernAuthentication),
        (Node::OthersBlocked, None) => Page::Home,
        (Node::Autumn, None) => article("once-per-protocol"),
        (Node::LeftBlocked, None) => article("what-to-move-to"),
        (Node::End, None) => article("january"),
        (Node::AllBlocked | Node::AskSupport | Node::OptOut | Node::ReEnable, None) => {
            article("the-draw-and-its-notices")
        }
    };
    Route::new(tenant, page)
}
