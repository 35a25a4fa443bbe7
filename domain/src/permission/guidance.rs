//! The published role guidance, applied while Sonar Tracker's table is to be confirmed.

use super::basis::Basis;
use crate::catalogue::Topic;
use crate::role::Role;

/// Whether the guidance gives `topic` to `role`, and on what basis.
pub(super) fn guided(topic: Topic, role: Role) -> (bool, Basis) {
    use Role::{AccountAdmin, AccountOwner, FullEdit, MinimalEdit, PartialEdit};
    use Topic::*;

    if matches!(role, AccountOwner | AccountAdmin) {
        return (true, Basis::FullAssessment);
    }
    let reads_only = role.is_read_only();
    match topic {
        ReadData if role.anonymises_pupils() => (true, Basis::EveryoneReadsAnonymised),
        ReadData => (true, Basis::EveryoneReads),

        EditFormative | EditPastFormative | EditSummative if reads_only => (false, Basis::ReadOnlyCannotEdit),
        EditFormative => (true, Basis::FormativeIsEdited),
        EditPastFormative => (true, Basis::OnlySummativeIsLimited),
        EditSummative => (true, Basis::SummativeOfThisYear),

        EditPastSummative if role == FullEdit => (true, Basis::FullEditAllYears),
        EditPastSummative => (false, Basis::NoPastSummative),

        EditStatutory if role == FullEdit => (true, Basis::StatutoryIsFullEdits),
        EditPastStatutory if role == FullEdit => (true, Basis::StatutoryWithoutYearLimit),
        EditStatutory | EditPastStatutory => (false, Basis::StatutoryFromFullEdit),

        SetUpSchool => (false, Basis::SetUpIsAdmins),

        Unmentioned if matches!(role, FullEdit | PartialEdit | MinimalEdit) => (false, Basis::ToBeConfirmed),
        Unmentioned => (false, Basis::ReadOnlyOnlyReads),
    }
}
