// Helpers that several pages' tests share.
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { freshEmail, signIn } from './test.js';

/** Every address there is: written by a test of the application's table of routes (`app/tests/routes.rs`). */
export const ROUTES = JSON.parse(readFileSync(new URL('./routes.json', import.meta.url), 'utf8'));

const WEAKEST = { 'signed-in': 'Minimal Read-only', named: 'Partial Read-only', recorders: 'Minimal Edit', admins: 'Account Admin', owner: 'Account Owner' };
const SAMPLES = { '{member}': '{person}', '{pupil}': '{pupil}', '{act}': 'delete', '{role}': 'minimal-edit' };

/** The pages of the table that can be asked for by nothing else than these samples; the others are measured where a test makes what they show. */
const asked = ROUTES.filter(({ answer }) => answer === 'page')
  .map(({ path, who }) => ({ path: path.split('/').map((part) => SAMPLES[part] ?? part).join('/'), who }))
  .filter(({ path }) => !/\{(?!person|pupil)/.test(path));

/** Every page of a school, with the weakest role that may see it, and others that see it differently; `{person}` is somebody with the role Full Edit, `{pupil}` one of a class. */
export const PAGES = [
  ...asked.filter(({ who }) => who in WEAKEST).map(({ path, who }) => ({ path, role: WEAKEST[who] })),
  { path: '/users', role: 'Account Admin', view: 'Full Edit' },
  { path: '/find?search=block%20em', role: 'Account Admin' },
  { path: '/roles', role: 'Full Read-only' },
  { path: '/roles?product=juniper-mis&why=juniper-mis/pupils/all-pupils', role: 'Full Edit' },
  { path: '/roles?role=full-edit&role=partial-edit', role: 'Account Admin' },
  { path: '/roles/present?role=full-edit', role: 'Partial Edit' },
  { path: '/roles/present?role=full-edit&page=1', role: 'Partial Edit' },
  { path: '/roles/present?role=full-edit&view=notes', role: 'Partial Edit' },
  { path: '/roles/present?view=names', role: 'Partial Edit' },
  { path: '/roles/present?view=marks', role: 'Partial Edit' },
  { path: '/roles/who?find=sen', role: 'Account Admin' },
  { path: '/roles/who?feature=comms-hub/compose-send-messages/send-sms&person=an', role: 'Account Admin' },
  { path: '/roles/closest?need=sonar-tracker/assessments/edit-summative-in-year', role: 'Account Admin' },
  { path: '/roles/who?feature=portal/invites/invite-staff-as-users', role: 'Account Admin' },
  { path: '/users/{person}/what-if?role=minimal-edit', role: 'Account Admin' },
  { path: '/users/{person}/what-if?role=account-owner', role: 'Account Admin' },
  { path: '/users/{person}/roles?role=minimal-read-only&check=1', role: 'Account Admin' },
  { path: '/users/{person}?access=deactivated&check=1', role: 'Account Admin' },
  { path: '/users/invite?product=portal&role=full-edit', role: 'Account Admin' },
  { path: '/users/{person}/pupils?kind=key', role: 'Account Admin' },
  { path: '/school', role: 'Full Edit' },
  { path: '/pupils', role: 'Full Read-only' },
  { path: '/pupils?year=R&search=a', role: 'Minimal Read-only' },
  { path: '/observations', role: 'Full Edit' },
  { path: '/observations?search=zzz-nothing', role: 'Full Read-only' },
  { path: '/observations/new?class=Willow', role: 'Full Edit' },
  { path: '/settings', role: 'Account Owner' },
  { path: '/settings?feature=sonar-tracker/groups/create-groups', role: 'Account Owner' },
  { path: '/account', role: 'Minimal Edit' },
  { path: '/account', role: 'Account Owner' },
  { path: '/audit?search=zzz-nothing', role: 'Account Owner' },
  { path: '/help', role: 'Full Edit' },
  { path: '/markbook', role: 'Full Edit' },
  { path: '/markbook?group=class.Birch&kind=formative', role: 'Full Edit' },
  { path: '/markbook?group=class.Willow&kind=statutory&year=2025', role: 'Partial Edit' },
];

/** The pages that need no session. */
export const OPEN_PAGES = [
  ...asked.filter(({ who }) => !(who in WEAKEST)).map(({ path }) => path),
  '/link/too-short',
  '/demo/outbox',
  '/no-such-page',
  '/roles?role=full-edit&role=partial-edit&only=differences&fold=juniper-mis',
];

/** Makes the signed-in person view the school as a role. */
export async function viewAs(page, role) {
  await page.goto('/view-as');
  await page.getByRole('button', { name: `View as ${role}` }).click();
  await page.waitForURL('**/school');
}

/** The address of a page, with a person in place of `{person}` and a pupil in place of `{pupil}`. */
export async function addressOf(page, path) {
  if (path.includes('{pupil}')) {
    await page.goto('/pupils?class=Hazel');
    return page.getByRole('row').locator('a[href^="/pupils/"]').first().getAttribute('href');
  }
  if (!path.includes('{person}')) return path;
  await page.goto('/users?role=full-edit&status=active');
  const own = await page.getByRole('row').locator('a[href^="/users/"]').last().getAttribute('href');
  return path.replace('{person}', own.split('/').at(-1));
}

/** Opens the Add user page and waits until it is hydrated, where scripts run. */
export async function openForm(page, scripts) {
  await page.goto('/users/new');
  if (scripts) await taken(page);
}

/** The form is hydrated once the button that only helps without scripts is gone. */
export const taken = (page) => expect(page.getByRole('button', { name: 'Show what this changes' })).toHaveCount(0);

/** Fills in the mandatory fields of the Add user form. */
export async function fillUser(page, { first, last, email, role }) {
  await page.getByLabel('First name').fill(first);
  await page.getByLabel('Last name').fill(last);
  await page.getByLabel('Email address').fill(email);
  await chooseRole(page, role);
}

/** Chooses the main role. */
export async function chooseRole(page, role) {
  await page.locator(`input[name="role"][value="${role}"]`).check({ force: true });
}

/** Adds a person, and returns the page's confirmation. */
export async function addUser(page, user) {
  await page.goto('/users/new');
  await fillUser(page, user);
  await page.getByRole('button', { name: 'Create User' }).click();
  await expect(page.getByRole('main')).toContainText(`${user.first} ${user.last} was added`);
}

/** Adds a person and opens their page. */
export async function openSomebody(page, { first = 'Robin', last = 'Reed', role = 'full-edit' } = {}) {
  await addUser(page, { first, last, email: freshEmail(first.toLowerCase()), role });
  await page.getByRole('link', { name: /^Open .*’s page$/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${first} ${last}`);
}

/** Goes to one of the tabs of the person whose page is open. */
export async function openTab(page, name) {
  await page.locator('.tabs').getByRole('link', { name, exact: true }).click();
  await expect(page.locator('.tabs [aria-current="page"]')).toHaveText(name);
}

/** Waits until the page is hydrated: a menu closes on Escape, which only scripts can do. */
export async function alive(page) {
  const menu = page.locator('header details.menu');
  await expect(async () => {
    await menu.evaluate((details) => (details.open = true));
    await menu.dispatchEvent('keydown', { key: 'Escape' });
    await expect(menu).not.toHaveAttribute('open', { timeout: 200 });
  }).toPass();
}

/** Presses a button that sends a form, and waits for the answer. */
export async function send(page, button) {
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await button.click();
  await (await answered).finished();
}

/**
 * The link in the latest mail with one to this address: another than `earlier`, if that one was read before. Mails
 * arrive a moment after what they are about, so the latest may still be the one before.
 */
export async function mailedLink(page, email, { earlier } = {}) {
  const mails = page.locator('article').filter({ hasText: email });
  let link;
  await expect(async () => {
    await page.goto('/demo/outbox');
    link = await mails.locator('a[href*="/link/"]').first().getAttribute('href', { timeout: 500 });
    expect(link).not.toBe(earlier);
  }).toPass();
  return link;
}

/** Sets a password through a link. */
export async function setPassword(page, link, password) {
  await page.goto(link);
  await page.getByLabel('New password').fill(password);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your password is set');
}

/** Signs out, whoever is signed in. */
export async function signOut(page) {
  await page.goto('/sign-out');
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
}

const PASSWORD = 'Harvest-Moon-7';

/** Adds somebody as the admin who is signed in at `admin`, signs them in at `page`, and returns their id. */
export async function newColleague(admin, page, { first, last, role = 'full-edit' }) {
  const email = freshEmail(first.toLowerCase());
  await addUser(admin, { first, last, email, role });
  await setPassword(page, await mailedLink(page, email), PASSWORD);
  await signIn(page, email, PASSWORD);
  await page.waitForURL('**/school');
  return (await page.locator('#live').getAttribute('data-seat')).split(' ')[0];
}

/** Gives a person another role. */
export async function moveTo(admin, person, role) {
  await admin.goto(`/users/${person}/roles`);
  await chooseRole(admin, role);
  await admin.getByRole('button', { name: 'Save', exact: true }).click();
  await admin.getByRole('button', { name: 'Confirm' }).click();
  await admin.waitForURL(/saved=1/);
}
