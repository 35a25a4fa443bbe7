//! The widget of the School page that counts people and sign-ins, and what needs an admin today.

use crate::Backend;
use crate::clock::Clock;
use crate::limits;
use crate::session::Actor;
use crate::store::SignIn;
use domain::access::{ListUsers, ViewImports, ViewSchool};
use domain::moment::Moment;
use domain::permission::SchoolRoles;
use domain::problem::Problem;
use domain::role::Role;
use domain::school::{NeedsToday, RecentSignIn, UsersWidget};
use domain::user::MemberStatus;
use jiff::{Timestamp, ToSpan as _};

/// The Users widget of the School page, for actors who may see the list of users.
///
/// # Errors
/// [`Problem::Denied`] for everybody else.
pub async fn widget(backend: &Backend, actor: &Actor) -> Result<UsersWidget, Problem> {
    let lists = actor.permit(ListUsers)?;
    let permit = actor.permit(ViewSchool)?;
    let (store, clock) = (backend.store(), backend.clock());
    let now = clock.now();
    let numbers = actor.numbers();
    let counted = backend.counts().of(store, &permit, numbers, now).await?;
    let shown = MemberStatus::ALL.into_iter().filter(|status| *status != MemberStatus::Deleted);
    let days = days(now);
    let sign_ins = backend.counts().sign_ins(store, &permit, numbers, now, &days).await?;
    let newest = store.newest_sign_ins(&lists, limits::WIDGET_NEWEST).await?;
    let settings = super::settings_at(backend, &permit, numbers).await?;
    Ok(UsersWidget {
        total: counted.people.of(None, None),
        statuses: shown.map(|status| (status, counted.people.of(None, Some(status)))).collect(),
        roles: Role::ALL.into_iter().map(|role| (role, counted.people.of(Some(role), None))).collect(),
        sign_ins: sign_ins.to_vec(),
        newest_sign_ins: newest.into_iter().map(|sign_in| recent(sign_in, clock, &settings.roles)).collect(),
        needs: NeedsToday {
            undelivered: store.undelivered(&lists, limits::WIDGET_UNDELIVERED).await?,
            expired: counted.people.of(None, Some(MemberStatus::InvitationExpired)),
            leaving: store.leaving_soon(&lists, now, limits::WIDGET_LEAVING, limits::WIDGET_NEEDS).await?,
            imports: match actor.permit(ViewImports) {
                Ok(permit) => store.open_imports(&permit, limits::WIDGET_NEEDS).await?,
                Err(_) => Vec::new(),
            },
        },
        is_mis_fed: settings.is_mis_fed,
    })
}

/// The midnights in London that separate the chart's days, from the start of the first to the end of today.
fn days(now: Moment) -> Vec<Moment> {
    let zone = crate::clock::london();
    let Ok(today) = Timestamp::from_millisecond(now.0).map(|at| at.to_zoned(zone.clone()).date()) else {
        return Vec::new();
    };
    let midnight = |day: i64| today.saturating_add((day + 1 - limits::WIDGET_DAYS).days()).to_zoned(zone.clone());
    (0..=limits::WIDGET_DAYS)
        .filter_map(|day| midnight(day).ok())
        .map(|at| Moment(at.timestamp().as_millisecond()))
        .collect()
}

fn recent(sign_in: SignIn, clock: &Clock, roles: &SchoolRoles) -> RecentSignIn {
    let SignIn { name, role, photo, at } = sign_in;
    RecentSignIn { name, role: roles.label(role), photo, when: clock.words(at) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]
    use super::*;
    use domain::moment::{DAY, HOUR};

    fn at(text: &str) -> Moment {
        Moment(text.parse::<Timestamp>().expect("a timestamp").as_millisecond())
    }

    #[test]
    fn days_are_londons_days() {
        let summer = days(at("2026-07-01T23:30:00Z"));
        assert_eq!(summer.len(), 15);
        assert_eq!(summer[13..], [at("2026-07-01T23:00:00Z"), at("2026-07-02T23:00:00Z")]);
        // The clocks went back on 25 October 2026, so that day has 25 hours.
        let autumn = days(at("2026-10-30T12:00:00Z"));
        let lengths: Vec<_> = autumn.windows(2).map(|pair| pair[1].since(pair[0])).collect();
        assert_eq!(lengths.iter().filter(|length| **length == DAY).count(), 13);
        assert_eq!(lengths.iter().filter(|length| **length == 25 * HOUR).count(), 1);
    }
}
