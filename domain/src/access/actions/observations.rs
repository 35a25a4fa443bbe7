//! Observations. Reading them follows *View pupils*; recording and sharing them are permissions of Sonar Tracker of
//! their own, and nobody records or sends anything about a child they may not know.

use super::{NamePupils, ViewPupils, allowed};
use crate::access::{Action, Denial, Grants, is_admin};
use crate::catalogue::{CREATE_OBSERVATIONS, SHARE_WITH_HOME};
use crate::id::MemberId;
use crate::permission::Rules;

/// Read the school's observations: with their texts for readers who may know the children, otherwise only which areas
/// were observed of an alias in a month.
#[derive(Clone, Copy, Debug)]
pub struct ReadObservations<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
}

impl Action for ReadObservations<'_> {
    const NAME: &'static str = "read observations";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        ViewPupils { rules: self.rules }.check(grants)
    }
}

/// Record an observation.
#[derive(Clone, Copy, Debug)]
pub struct CreateObservation<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
}

impl Action for CreateObservation<'_> {
    const NAME: &'static str = "create observation";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        NamePupils { rules: self.rules }.check(grants)?;
        allowed(self.rules, grants, CREATE_OBSERVATIONS, Denial::WithoutObservations)
    }
}

/// Change an observation, and add or remove its photos.
#[derive(Clone, Copy, Debug)]
pub struct ChangeObservation<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
    /// The member who recorded it.
    pub author: MemberId,
}

impl Action for ChangeObservation<'_> {
    const NAME: &'static str = "change observation";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        changes(self.rules, self.author, grants)
    }
}

/// Delete an observation with its photos.
#[derive(Clone, Copy, Debug)]
pub struct DeleteObservation<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
    /// The member who recorded it.
    pub author: MemberId,
}

impl Action for DeleteObservation<'_> {
    const NAME: &'static str = "delete observation";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        changes(self.rules, self.author, grants)
    }
}

/// An admin may correct everybody's observations, an author their own for as long as they may record any.
fn changes(rules: &Rules, author: MemberId, grants: &Grants) -> Result<(), Denial> {
    if is_admin(grants.role()) {
        return NamePupils { rules }.check(grants);
    }
    CreateObservation { rules }.check(grants)?;
    if grants.member == author { Ok(()) } else { Err(Denial::NotYourObservation) }
}

/// Share an observation with its children's homes, by email.
#[derive(Clone, Copy, Debug)]
pub struct ShareWithHome<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
    /// Whether it was shared before.
    pub is_shared: bool,
}

impl Action for ShareWithHome<'_> {
    const NAME: &'static str = "share with home";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        NamePupils { rules: self.rules }.check(grants)?;
        allowed(self.rules, grants, SHARE_WITH_HOME, Denial::WithoutSharing)?;
        if self.is_shared { Err(Denial::SharedAlready) } else { Ok(()) }
    }
}
