//! What no box reaches is done in PowerShell: the commands, with the tenant's own values in them.

/// Signs in to Exchange Online as this administrator.
pub fn connect(address: &str) -> String {
    format!(
        "Connect-ExchangeOnline -UserPrincipalName {}",
        quoted(address)
    )
}

/// Turns basic authentication off where a policy has a switch and the page no box.
pub fn block_services(policy: &str) -> String {
    let policy = quoted(policy);
    format!(
        "Set-AuthenticationPolicy -Identity {policy} \
         -AllowBasicAuthReportingWebServices:$false -AllowBasicAuthOutlookService:$false"
    )
}

/// Lists the users who have a policy of their own.
pub const OWN_POLICIES: &str = "Get-User -ResultSize Unlimited | \
     Where-Object { $_.AuthenticationPolicy } | \
     Format-Table UserPrincipalName, AuthenticationPolicy";

/// Gives a user the default of the organisation.
pub const GIVE_UP_POLICY: &str = "Set-User -Identity user -AuthenticationPolicy $null";

/// Has a change apply to a user within half an hour.
pub const APPLY_AT_ONCE: &str =
    "Set-User -Identity user -STSRefreshTokensValidFrom ([DateTime]::UtcNow)";

/// Turns SMTP AUTH on for the organisation.
pub const SMTP_AUTH_ON: &str = "Set-TransportConfig -SmtpClientAuthenticationDisabled $false";

/// Turns SMTP AUTH on for one mailbox, whatever holds for the organisation.
pub const SMTP_AUTH_ON_FOR_MAILBOX: &str =
    "Set-CASMailbox -Identity mailbox -SmtpClientAuthenticationDisabled $false";

/// Has a mailbox follow the organisation.
pub const SMTP_AUTH_INHERITED: &str =
    "Set-CASMailbox -Identity mailbox -SmtpClientAuthenticationDisabled $null";

/// Lists what each mailbox says of SMTP AUTH.
pub const SMTP_AUTH_OF_MAILBOXES: &str = "Get-CASMailbox -ResultSize Unlimited | \
     Format-Table PrimarySmtpAddress, SmtpClientAuthenticationDisabled";

/// As one word, in which PowerShell expands nothing.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_word_whatever_is_in_it() {
        assert_eq!(
            block_services("Robin's $policy; x"),
            "Set-AuthenticationPolicy -Identity 'Robin''s $policy; x' \
             -AllowBasicAuthReportingWebServices:$false -AllowBasicAuthOutlookService:$false"
        );
        assert_eq!(
            connect("robin@works.example"),
            "Connect-ExchangeOnline -UserPrincipalName 'robin@works.example'"
        );
    }

    #[test]
    fn every_command_is_one_line() {
        let fixed = [
            OWN_POLICIES,
            GIVE_UP_POLICY,
            APPLY_AT_ONCE,
            SMTP_AUTH_ON,
            SMTP_AUTH_ON_FOR_MAILBOX,
            SMTP_AUTH_INHERITED,
            SMTP_AUTH_OF_MAILBOXES,
        ];
        for command in fixed {
            assert!(
                !command.contains(['\n', '\t']) && !command.contains("  "),
                "{command}"
            );
        }
    }
}
