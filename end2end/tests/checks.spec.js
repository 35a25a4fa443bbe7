// The messages while a form is being filled in. Without scripts they come once it is sent: see add_user.spec.js.
import { expect, freshEmail, signInAs, test } from '../support/test.js';
import { fillUser, mailedLink, openForm, addUser, signOut } from '../support/pages.js';

const FORMAT = 'Enter an email address in the right format, like name@school.org';
const TAKEN = 'Somebody at your school already has this email address';

test.skip(({ scripts }) => !scripts, 'these are about what scripts add');
test.beforeEach(async ({ page }) => signInAs(page, 'Account Admin'));

const dot = (page, label) => page.locator('label').filter({ hasText: label }).locator('.dot');

test('a field is judged once it was left, and from then on while it is corrected', async ({ page, scripts }) => {
  await openForm(page, scripts);
  const email = page.getByLabel('Email address');
  const said = page.locator('#email-error');
  await email.fill('zoe@');
  await expect(page.locator('.missing-fields')).toContainText('email address');
  await expect(said).toHaveCount(0);

  await page.getByLabel('Last name').focus();
  await expect(said).toContainText(FORMAT);
  await expect(email).toHaveAttribute('aria-invalid', 'true');
  await expect(email).toHaveAttribute('aria-describedby', /email-error/);

  await email.fill(freshEmail('zoe'));
  await expect(said).toHaveCount(0);
  await email.fill('zoe@again');
  await expect(said).toContainText(FORMAT);
});

test('the dot of a mandatory field turns into a tick when the field is right', async ({ page, scripts }) => {
  await openForm(page, scripts);
  for (const [label, wrong, right] of [
    ['First name', '   ', 'Zoë'],
    ['Last name', '\u200b', "O'Hara"],
    ['Email address', 'zoe', freshEmail('zoe')],
  ]) {
    const field = page.getByLabel(label);
    await field.fill(wrong);
    await expect(dot(page, label), label).not.toHaveClass(/right/);
    await field.fill(right);
    await expect(dot(page, label), label).toHaveClass(/right/);
    await expect(field).toHaveAttribute('aria-required', 'true');
  }
  await expect(page.locator('.missing-fields')).toHaveText('Still needed: role.');
  await fillUser(page, { first: 'Zoë', last: 'Ng', email: freshEmail('zoe'), role: 'full-edit' });
  await expect(page.locator('.missing-fields')).toBeEmpty();
});

test('whether an address is free is asked in a pause, not with every letter', async ({ page, scripts }) => {
  await openForm(page, scripts);
  const asked = [];
  page.on('request', (request) => request.url().includes('/api/users/email') && asked.push(request.postDataJSON().email));
  const address = freshEmail('letters');
  await page.getByLabel('Email address').pressSequentially(address, { delay: 15 });
  await expect(page.locator('#email-status')).toHaveText(/^Nobody at your school uses this/);
  expect(asked.at(-1)).toBe(address);
  expect(asked.length, `asked about ${asked}`).toBeLessThanOrEqual(2);
});

test('an address somebody has is said to be taken while it is typed, whatever its case', async ({ page, scripts }) => {
  await page.goto('/users');
  const taken = await page.locator('tbody td').filter({ hasText: '@' }).first().innerText();
  await openForm(page, scripts);
  await page.getByLabel('Email address').fill(taken.trim().split('\n').pop().toUpperCase());
  await expect(page.locator('#email-status')).toHaveText(TAKEN);
  await expect(dot(page, 'Email address')).not.toHaveClass(/right/);
});

test('an answer that comes too late is dropped', async ({ page, scripts }) => {
  await page.goto('/users');
  const taken = (await page.locator('tbody td').filter({ hasText: '@' }).first().innerText()).trim().split('\n').pop();
  let release;
  const held = new Promise((done) => (release = done));
  let late = 0;
  await page.route('**/api/users/email', async (route) => {
    if (route.request().postDataJSON().email !== taken) return route.continue();
    const answer = await route.fetch();
    late++;
    await held;
    // The client may have disconnected by now, which does not matter.
    return route.fulfill({ response: answer }).catch(() => {});
  });
  await openForm(page, scripts);
  const status = page.locator('#email-status');
  const email = page.getByLabel('Email address');
  await email.fill(taken);
  await expect.poll(() => late, 'the question was asked').toBe(1);
  await expect(status).toHaveText('Checking…');
  await email.fill(freshEmail('quick'));
  await expect(status).toHaveText(/^Nobody at your school uses this/);
  release();
  await email.fill(freshEmail('quicker'));
  await expect(status).toHaveText(/^Nobody at your school uses this/);
  await expect(page.getByText(TAKEN)).toHaveCount(0);
});

test('pressing the button twice adds one person', async ({ page, scripts }) => {
  const email = freshEmail('double');
  await openForm(page, scripts);
  await fillUser(page, { first: 'Double', last: 'Click', email, role: 'full-edit' });
  await page.getByRole('button', { name: 'Create User' }).dblclick();
  await expect(page.getByRole('main')).toContainText('Double Click was added');
  await page.goto(`/users?search=${encodeURIComponent(email)}`);
  await expect(page.getByRole('row').filter({ hasText: email })).toHaveCount(1);
});

test('the rules for a password are ticked off while it is typed, and it can be shown', async ({ page }) => {
  const email = freshEmail('rules');
  await addUser(page, { first: 'Rosa', last: 'Rules', email, role: 'full-edit' });
  const link = await mailedLink(page, email);
  await signOut(page);
  await page.goto(link);
  const field = page.getByLabel('New password');
  const show = page.getByRole('button', { name: 'Show password' });
  await expect(show).toBeVisible();
  const open = page.locator('.ticks li:not(.done)');
  const rules = await page.locator('.ticks li').count();
  await expect(open).toHaveCount(rules);
  await field.fill('a');
  await expect(open).not.toHaveCount(0);
  await field.fill('Harvest-Moon-7');
  await expect(open).toHaveCount(0);
  await show.click();
  await expect(field).toHaveAttribute('type', 'text');
  await page.getByRole('button', { name: 'Hide password' }).click();
  await expect(field).toHaveAttribute('type', 'password');
  // The password must not contain the person's own name and address.
  await field.fill('Rosa-Rules-1');
  await expect(open).not.toHaveCount(0);
});
