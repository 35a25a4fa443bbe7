import { expect, freshEmail, signIn, signInAs, test } from '../support/test.js';
import { addUser, fillUser, mailedLink, openForm, setPassword, signOut } from '../support/pages.js';

const PASSWORD = 'Harvest-Moon-7';

test('an admin adds a colleague, who sets a password, signs in and meets their permissions', async ({ page, scripts }) => {
  const email = freshEmail('zoe');
  await signInAs(page, 'Account Admin');
  await page.getByRole('link', { name: 'Add a new user' }).first().click();
  await page.waitForURL('**/users/new');

  await fillUser(page, { first: 'Zoë', last: "O'Hara-Ng", email, role: 'partial-edit' });
  const preview = page.locator('.preview');
  if (!scripts) await page.getByRole('button', { name: 'Show what this changes' }).click();
  await expect(preview).toContainText('Sonar Tracker');
  await expect(preview.getByRole('heading')).toHaveText('What Zoë will be able to do');
  await expect(page.getByLabel('First name')).toHaveValue('Zoë');

  await page.getByRole('button', { name: 'Create User' }).click();
  await expect(page.getByRole('main')).toContainText("Zoë O'Hara-Ng was added and will get an email");
  await expect(page.getByRole('link', { name: 'Add another' })).toHaveAttribute('href', '/users/new');
  await page.getByRole('link', { name: 'Back to Users' }).click();
  const row = page.getByRole('row').filter({ hasText: email });
  await expect(row).toContainText('New');
  await expect(row).toContainText('Invited');
  await expect(row).toContainText('Partial Edit');

  const link = await mailedLink(page, email);
  await signOut(page);

  // A mail scanner that opens the link does not use it up.
  expect((await page.request.get(link)).status()).toBe(200);
  await page.goto(link);
  await page.getByLabel('New password').fill('password');
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page).toHaveTitle(/^Error: /);
  // The server never sends a password back.
  await expect(page.getByLabel('New password')).toHaveValue(scripts ? 'password' : '');
  await page.getByLabel('New password').fill(PASSWORD);
  if (scripts) await expect(page.locator('.ticks li:not(.done)')).toHaveCount(0);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your password is set');
  await expect(page.getByRole('main')).toContainText(email);

  // The link has been used up.
  const again = await page.goto(link);
  expect(again.status()).toBe(410);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link has been used');

  // The address works in any case.
  await signIn(page, email.toUpperCase(), PASSWORD);
  await page.waitForURL('**/school');
  await expect(page.getByRole('main')).toContainText('Partial Edit');
  await page.goto('/permissions');
  await expect(page.getByRole('main')).toContainText('Sonar Tracker');

  // What the role does not include is refused, with the reason.
  const refused = await page.goto('/users/new');
  expect(refused.status()).toBe(403);
  await expect(page.getByRole('main')).toContainText('Account Owner');
});

test('a forgotten password is set anew, and ends what was open', async ({ page, anotherBrowser }) => {
  const email = freshEmail('forgetful');
  await signInAs(page, 'Account Admin');
  await addUser(page, { first: 'Ngozi', last: 'Adeyemi', email, role: 'full-edit' });
  const link = await mailedLink(page, email);
  await signOut(page);
  await setPassword(page, link, PASSWORD);

  const elsewhere = await anotherBrowser();
  await signIn(elsewhere, email, PASSWORD);
  await elsewhere.waitForURL('**/school');

  // The answer does not reveal whether an address has an account.
  const ask = async (address) => {
    await page.goto('/forgotten-password');
    await page.getByLabel('Email address').fill(address);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await expect(page.getByRole('main')).toContainText('one hour');
    return (await page.getByRole('main').innerText()).replace(address, 'ADDRESS');
  };
  const nobody = await ask(freshEmail('nobody'));
  expect(await ask(email)).toBe(nobody);

  const reset = await mailedLink(page, email, { earlier: link });
  await setPassword(page, reset, 'Quiet-Meadow-42');

  await elsewhere.goto('/school');
  await elsewhere.waitForURL('**/sign-in?*');

  await signIn(page, email, PASSWORD);
  await expect(page.getByRole('alert')).toContainText('not right');
  await signIn(page, email, 'Quiet-Meadow-42');
  await page.waitForURL('**/school');
});

test('an invitation that is sent later goes out from the list', async ({ page, scripts }) => {
  const email = freshEmail('later');
  await signInAs(page, 'Account Admin');
  await openForm(page, scripts);
  await fillUser(page, { first: 'Lena', last: 'Later', email, role: 'full-read-only' });
  await page.getByText('More details').click();
  await page.getByLabel(/later/i).check({ force: true });
  await page.getByRole('button', { name: 'Create User' }).click();
  await expect(page.getByRole('main')).toContainText('Lena Later was added');
  await expect(page.getByRole('main')).toContainText('No invitation was sent yet');
  await page.getByRole('link', { name: 'Back to Users' }).click();
  const row = page.getByRole('row').filter({ hasText: email });
  await expect(row).toContainText('Not registered');
  await row.getByRole('button', { name: 'Send invitation to Lena Later' }).click();
  await expect(page.getByRole('main')).toContainText(`on its way to ${email}`);
  await expect(row).toContainText('Invited');
  expect(await mailedLink(page, email)).toContain('/link/');
});

test('a link says what is wrong with it and what to do next', async ({ page, scripts }) => {
  const email = freshEmail('twice');
  await signInAs(page, 'Account Admin');
  await addUser(page, { first: 'Tom', last: 'Twice', email, role: 'full-edit' });
  const first = await mailedLink(page, email);
  await page.goto(`/users?search=${encodeURIComponent(email)}`);
  const again = page.getByRole('button', { name: 'Send again to Tom Twice' });
  const member = await again.getAttribute('value');
  await again.click();
  await expect(page.getByRole('main')).toContainText('less than a minute ago, so no other was sent');
  await page.goto(`/users/${member}/do/revoke-invitation`);
  await page.getByRole('button', { name: 'Withdraw invitation' }).click();
  await expect(page.getByRole('main')).toContainText('can no longer use their invitation');
  await signOut(page);

  for (const [link, status, heading] of [
    [first, 410, /withdrawn/i],
    ['/link/too-short', 404, /.+/],
    [first.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')), 404, /.+/],
  ]) {
    const answer = await page.goto(link);
    expect(answer.status(), link).toBe(status);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await expect(page.getByLabel('New password')).toHaveCount(0);
    await expect(page.getByRole('main').getByRole('link').or(page.getByRole('main').getByText(/ask/i)).first()).toBeVisible();
  }
  expect(scripts).toBeDefined();
});
