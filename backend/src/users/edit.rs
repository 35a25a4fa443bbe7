//! Editing a person in two steps: a summary of the changes, then saving them.

use super::person::form_of;
use super::recorded::{access_entry, fields_entry};
use crate::Backend;
use crate::access::Permit;
use crate::attributes::entry;
use crate::clock::Clock;
use crate::session::Actor;
use crate::store::{SchoolTransaction, StoredMember};
use domain::access::{
    Action, BlockUser, ChangeRoles, DeactivateUser, EditUser, ListUsers, ReactivateUser, ReinstateUser, SetAttributes,
    SetLeavingDate, SetsAccess,
};
use domain::attribute::{AttributeChange, HeldAttribute};
use domain::audit::LoggedAction;
use domain::consequence::Consequence;
use domain::fault::Fault;
use domain::form::edit::{EditField, EditForm, FieldChange, ParsedEdit};
use domain::form::fixed::FixedBecause;
use domain::form::user::UserField;
use domain::id::MemberId;
use domain::invitation::{InvitationEffect, Invitee, Resend};
use domain::moment::Moment;
use domain::name::EmailAddress;
use domain::person::{EditConfirmResult, EditReview, EditSubmission};
use domain::problem::{FieldError, Problem};
use domain::product::Product;
use domain::reason::Reason;
use domain::school::SchoolSettings;
use domain::user::{Access, Registration};

/// Summarises what saving `filled` would change. Changes nothing.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not make one of the changes; [`Problem::Form`] with every field that needs
/// correcting; [`Problem::NotFound`] when the school has no such person.
pub async fn review(
    backend: &Backend,
    actor: &Actor,
    member: MemberId,
    filled: &EditSubmission,
) -> Result<EditReview, Problem> {
    let lists_users = actor.permit(ListUsers)?;
    let settings = crate::school::settings_of(backend, actor).await?;
    let stored = backend.store().member(&lists_users, member).await?.ok_or(Problem::NotFound)?;
    let held = backend.store().attributes_of(&lists_users, &[member]).await?.held_by(member);
    let (plan, edits) = Plan::make(stored, held, actor, filled, settings, backend.clock().now())?;
    super::create::refuse(backend.store().taken_by_others(&edits, &plan.edited.user).await?)?;
    plan.review(backend, &lists_users).await
}

/// Saves what the summary showed, if the person has not changed since (optimistic concurrency). Changes of roles, blocking
/// and deactivating can be undone like a bulk change.
///
/// # Errors
/// As [`review`].
pub async fn confirm(
    backend: &Backend,
    actor: &Actor,
    member: MemberId,
    filled: &EditSubmission,
) -> Result<EditConfirmResult, Problem> {
    let (mut change, actor, lists_users) = backend.change_with(actor, actor.permit(ListUsers)?).await?;
    let settings = change.settings(&lists_users).await?;
    let stored = change.member(&lists_users, member).await?.ok_or(Problem::NotFound)?;
    let held = change.attributes_of(&lists_users, member).await?;
    let (plan, edits) = Plan::make(stored, held, &actor, filled, settings, change.at())?;
    super::create::refuse(change.taken_by_others(&edits, &plan.edited.user).await?)?;
    let changes = plan.changes();
    if changes.is_empty() {
        // Also when another person made the same changes, or the form was sent twice.
        return Ok(EditConfirmResult::Saved { changes, undoable: Vec::new() });
    }
    if !plan.meanwhile().is_empty() {
        drop(change);
        return Ok(EditConfirmResult::Overtaken(Box::new(plan.review(backend, &lists_users).await?)));
    }
    plan.carry_out(&mut change, &actor).await?;
    let undoable = super::saved::keep(&mut change, &lists_users, &plan.stored, &plan.edited, &plan.products).await?;
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(EditConfirmResult::Saved { changes, undoable })
}

/// Permitted and valid changes to a person.
struct Plan {
    stored: StoredMember,
    products: Vec<Product>,
    /// The form as it was opened.
    base: EditForm,
    /// The form for the person's current state.
    current: EditForm,
    /// The form for the person's intended state.
    form: EditForm,
    edited: ParsedEdit,
    /// The person's attributes.
    held: Vec<HeldAttribute>,
    /// The changes to the person's attributes.
    attributes: Vec<AttributeChange>,
}

impl Plan {
    /// Builds the plan, and gives it with the permit to edit the person.
    fn make(
        stored: StoredMember,
        held: Vec<HeldAttribute>,
        actor: &Actor,
        filled: &EditSubmission,
        settings: SchoolSettings,
        at: Moment,
    ) -> Result<(Self, Permit<EditUser>), Problem> {
        let edits = actor.permit(EditUser { subject: stored.subject(), access: stored.access_at(at) })?;
        let SchoolSettings { products, roles, is_mis_fed, .. } = settings;
        let current = form_of(&stored, &held, at);
        let form = filled.form.merge(&filled.base, &current, &products);
        let edited = form.parse(&products, stored.email.is_empty());
        let (mut edited, attributes) = both(edited, form.attributes.changes(&held)).map_err(Problem::Form)?;
        // Roles in products that the school does not use are not on the form, and are kept in case it uses them again.
        for (product, other) in stored.roles.others().filter(|(product, _)| !products.contains(product)) {
            edited.user.roles = edited.user.roles.with(product, other);
        }
        super::create::refuse_gone(&edited.user.roles, &roles)?;
        let plan = Self { stored, products, base: filled.base.clone(), current, form, edited, held, attributes };
        plan.check(actor, at)?;
        if is_mis_fed && plan.stored.mis_fed {
            plan.leave_to_mis()?;
        }
        Ok((plan, edits))
    }

    fn changed(&self) -> Vec<EditField> {
        self.form.changed_from(&self.current, &self.products)
    }

    /// The changes, in the order of the page.
    fn changes(&self) -> Vec<FieldChange> {
        let mut changes = self.form.changes_from(&self.current, &self.products);
        changes.extend(self.attributes.iter().cloned().map(FieldChange::Attribute));
        changes
    }

    /// The effect on the person's open invitation, for the summary and for saving.
    fn invitation(&self, at: Moment) -> InvitationEffect {
        let before = self.stored.invitee(at);
        let email = self.edited.user.email.as_ref().map_or("", EmailAddress::as_str);
        let after = Invitee { email, access: self.edited.access, ..before };
        InvitationEffect::of(before, after, Resend::ToNewAddress, at)
    }

    /// Other people's changes since the form was opened.
    fn meanwhile(&self) -> Vec<FieldChange> {
        let mut changes = self.current.changes_from(&self.base, &self.products);
        changes.extend(self.base.attributes.since(&self.held).into_iter().map(FieldChange::Attribute));
        changes
    }

    fn details(&self) -> impl Iterator<Item = UserField> {
        self.changed().into_iter().filter_map(|field| match field {
            EditField::User(UserField::Role(_)) | EditField::Access | EditField::LeavingOn => None,
            EditField::User(field) => Some(field),
        })
    }

    fn changes_roles(&self) -> bool {
        self.edited.user.roles != self.stored.roles
    }

    /// Whether the person is blocked or deactivated by the change.
    fn is_let_out(&self, at: Moment) -> bool {
        self.edited.access != Access::Active && self.edited.access != self.stored.access_at(at)
    }

    /// Checks that the actor may make every change and that each is valid.
    fn check(&self, actor: &Actor, at: Moment) -> Result<(), Problem> {
        let (subject, access) = (self.stored.subject(), self.stored.access_at(at));
        if self.changes_roles() {
            let (before, after) = (self.stored.roles.clone(), self.edited.user.roles.clone());
            actor.may(&ChangeRoles { subject, access, before, after })?;
        }
        let changed = self.changed();
        if let Some(why) = FixedBecause::email(self.stored.registration)
            && changed.contains(&EditField::User(UserField::Email))
        {
            return Err(Problem::field(UserField::Email.name(), why));
        }
        let leaves_at = self.edited.leaving_on.and_then(Clock::end_of);
        if changed.contains(&EditField::LeavingOn) && leaves_at.is_some_and(|leaves| leaves <= at) {
            return Err(Problem::Form(vec![FieldError::new(EditField::LeavingOn.name(), Fault::LeavingDateOver)]));
        }
        Ok(())
    }

    /// Refuses changes to values that come from the MIS. Fields the MIS leaves blank may be filled in here.
    fn leave_to_mis(&self) -> Result<(), Problem> {
        let said = |field: &UserField| field.comes_from_mis() && !self.current.get(EditField::User(*field)).is_empty();
        let errors: Vec<_> =
            self.details().filter(said).map(|field| FieldError::new(field.name(), FixedBecause::FromMis)).collect();
        if errors.is_empty() { Ok(()) } else { Err(Problem::Form(errors)) }
    }

    async fn review(self, backend: &Backend, permit: &Permit<ListUsers>) -> Result<EditReview, Problem> {
        let now = backend.clock().now();
        let open = backend.store().count_sessions(permit, self.stored.id, now).await?;
        let mut consequences = Vec::new();
        let name = self.stored.name();
        consequences.extend(Consequence::of_access(&name, self.stored.access_at(now), self.edited.access, open));
        let changed = self.changed();
        if changed.contains(&EditField::LeavingOn) {
            consequences.push(Consequence::Leaving { name: name.clone(), day: self.edited.leaving_on });
        }
        consequences.push(Consequence::Invitation(self.invitation(now)));
        if self.changes_roles() && self.stored.registration == Registration::Registered {
            consequences.push(Consequence::NewRoles);
        }
        if self.changes_roles() || self.is_let_out(now) {
            consequences.push(Consequence::CanBeUndone);
        }
        Ok(EditReview {
            changes: self.changes(),
            meanwhile: self.meanwhile(),
            roles: self.changes_roles().then_some((self.stored.roles, self.edited.user.roles)),
            consequences,
            name,
            filled: EditSubmission { form: self.form, base: self.current },
        })
    }

    /// Makes all the changes. Ring [`mail_signal`](Backend::mail_signal) after committing.
    async fn carry_out(&self, change: &mut SchoolTransaction, actor: &Actor) -> Result<(), Problem> {
        let (subject, access) = (self.stored.subject(), self.stored.access_at(change.at()));
        let invitation = self.invitation(change.at());
        let mut stored = self.stored.clone();
        let details: Vec<_> = self.details().collect();
        if !details.is_empty() {
            let permit = actor.permit(EditUser { subject, access })?;
            let registration = change.set_details(&permit, &self.edited.user, &stored, &invitation).await?;
            // None when it was written without the change number, by hand or by another program.
            let taken = || Problem::Form(vec![super::create::taken_error(UserField::Email)]);
            stored.registration = registration.ok_or_else(taken)?;
            self.record(change, EditUser::LOGGED, details.iter().map(|field| EditField::User(*field))).await?;
        }
        if self.changes_roles() {
            let (before, after) = (self.stored.roles.clone(), self.edited.user.roles.clone());
            let permit = actor.permit(ChangeRoles { subject, access, before, after })?;
            change.set_roles(&[permit]).await?;
            let fields =
                self.changed().into_iter().filter(|field| matches!(field, EditField::User(UserField::Role(_))));
            self.record(change, ChangeRoles::LOGGED, fields).await?;
        }
        let leaving = self.edited.leaving_on.and_then(|day| Some((day, Clock::end_of(day)?)));
        if self.changed().contains(&EditField::LeavingOn) {
            let permit = actor.permit(SetLeavingDate { subject, access })?;
            change.set_leaving(&permit, leaving).await?;
            self.record(change, SetLeavingDate::LOGGED, [EditField::LeavingOn].into_iter()).await?;
        }
        match (access, self.edited.access) {
            (from, to) if from == to => {}
            (_, Access::Blocked) => {
                // Only active people can be blocked, so a deactivated person is made active first.
                if access == Access::Deactivated {
                    self.set::<ReactivateUser>(change, actor, &stored, access).await?;
                }
                self.set::<BlockUser>(change, actor, &stored, Access::Active).await?;
            }
            (_, Access::Deactivated) => self.set::<DeactivateUser>(change, actor, &stored, access).await?,
            (Access::Blocked, _) => self.set::<ReinstateUser>(change, actor, &stored, access).await?,
            (_, _) => self.set::<ReactivateUser>(change, actor, &stored, access).await?,
        }
        if !self.attributes.is_empty() {
            let permit = actor.permit(SetAttributes { subject, access })?;
            let values: Vec<_> = self.attributes.iter().map(|set| (set.attribute, set.new.clone())).collect();
            change.set_attributes(&permit, &values).await?;
            change.record(entry(self.stored.id, self.stored.name(), &self.attributes)).await?;
        }
        Ok(())
    }

    async fn set<A: SetsAccess>(
        &self,
        change: &mut SchoolTransaction,
        actor: &Actor,
        stored: &StoredMember,
        access: Access,
    ) -> Result<(), Problem> {
        let permit = actor.permit_access::<A>(stored, access)?;
        let reason = self.edited.reason.clone().map(Reason::Typed);
        let reason = reason.as_ref();
        change.set_access(&[permit], reason).await?;
        let from = self.stored.access_at(change.at());
        change.record(access_entry::<A>(&self.stored, from, reason)).await?;
        Ok(())
    }

    async fn record(
        &self,
        change: &mut SchoolTransaction,
        action: LoggedAction,
        fields: impl Iterator<Item = EditField>,
    ) -> Result<(), Problem> {
        let fields = fields.map(|field| (field, self.current.get(field), self.form.get(field)));
        change.record(fields_entry(&self.stored, action, fields, None)).await?;
        Ok(())
    }
}

/// Both results, or the errors of either or both.
fn both<A, B>(one: Result<A, Vec<FieldError>>, other: Result<B, Vec<FieldError>>) -> Result<(A, B), Vec<FieldError>> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (one, other) => {
            let mut errors = one.err().unwrap_or_default();
            errors.extend(other.err().unwrap_or_default());
            Err(errors)
        }
    }
}
