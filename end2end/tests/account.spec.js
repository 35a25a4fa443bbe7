import { expect, freshEmail, signIn, signInAs, test } from '../support/test.js';
import { addUser, mailedLink, setPassword, signOut } from '../support/pages.js';

const PASSWORD = 'Harvest-Moon-7';
const DEMO = 'demonstration';

/** Adds a person, who sets a password and signs in; the page is then theirs. */
async function somebody(page, first, role = 'full-edit') {
  const email = freshEmail(first.toLowerCase());
  await signInAs(page, 'Account Owner');
  await addUser(page, { first, last: 'Harbour', email, role });
  const link = await mailedLink(page, email);
  await signOut(page);
  await setPassword(page, link, PASSWORD);
  await signIn(page, email, PASSWORD);
  await page.waitForURL('**/school');
  return email;
}

const panel = (page, id) => page.locator(`section#${id}`);

test('the menu leads to the account, and the name one goes by is used', async ({ page }) => {
  await signInAs(page, 'Partial Edit');
  await page.locator('details.menu > summary').click();
  await page.getByRole('link', { name: 'Your account' }).click();
  await page.waitForURL('**/account');
  await page.getByLabel('Name you go by').fill('Carys the Kind');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(panel(page, 'name')).toContainText('is saved');
  await page.goto('/school');
  await expect(page.getByRole('main')).toContainText('Hello Carys the Kind.');
});

test('another password signs everybody else out and leaves this one in', async ({ page, anotherBrowser }) => {
  const email = await somebody(page, 'Paula');
  const tablet = await anotherBrowser();
  await signIn(tablet, email, PASSWORD);
  await tablet.waitForURL('**/school');

  await page.goto('/account');
  await page.getByLabel('Present password').fill('Not-my-password-1');
  await page.getByLabel('New password').fill('Lantern-moss-77');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByRole('alert')).toContainText('This is not your password');
  await expect(page).toHaveTitle(/^Error: /);
  await page.getByLabel('Present password').fill(PASSWORD);
  await page.getByLabel('New password').fill('Lantern-moss-77');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(panel(page, 'change-password')).toContainText('Your password is changed');
  await tablet.goto('/school');
  await tablet.waitForURL('**/sign-in?next=*');
  await page.goto('/school');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hillside Primary School');
});

test('another sign-in email is confirmed by the button its link leads to', async ({ page }) => {
  await somebody(page, 'Nadia');
  const next = freshEmail('nadia.new');
  await page.goto('/account');
  await page.getByLabel('New email address').fill(next);
  await page.getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(panel(page, 'sign-in-email')).toContainText('Waiting for you to confirm');
  const link = await mailedLink(page, next);
  await page.goto(link);
  await page.goto('/account');
  await expect(panel(page, 'you')).not.toContainText(next);
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in with this address' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your sign-in email is changed');
  await page.goto('/account');
  await expect(panel(page, 'you')).toContainText(next);
});

test('a device is signed out from the account page, and by an admin', async ({ page, anotherBrowser }) => {
  const email = await somebody(page, 'Dora');
  const tablet = await anotherBrowser();
  await signIn(tablet, email, PASSWORD);
  await tablet.waitForURL('**/school');
  await page.goto('/account');
  await expect(panel(page, 'signed-in').getByText('This device, now')).toHaveCount(1);
  await panel(page, 'signed-in').getByRole('row').getByRole('button', { name: /^Sign out/ }).click();
  await expect(panel(page, 'signed-in')).toContainText('That browser is signed out of your account.');
  await tablet.goto('/school');
  await tablet.waitForURL('**/sign-in?next=*');

  const admin = await anotherBrowser();
  await signInAs(admin, 'Account Admin');
  await admin.goto(`/users?search=${encodeURIComponent(email)}`);
  const member = await page.locator('#live').getAttribute('data-seat');
  await admin.goto(`/users/${member.split(' ')[0]}/sessions`);
  await admin.getByRole('button', { name: 'Send a password link' }).click();
  await expect(admin.getByRole('main')).toContainText('is on its way to Dora Harbour');
  await admin.getByRole('button', { name: 'Sign them out everywhere' }).click();
  await expect(admin.getByRole('main')).toContainText('Signed in nowhere');
  await page.goto('/school');
  await page.waitForURL('**/sign-in?next=*');
});

test('the school is offered, taken back, offered again, and accepted', async ({ page, anotherBrowser, scripts }) => {
  await signInAs(page, 'Account Owner');
  const admin = await anotherBrowser();
  await signInAs(admin, 'Account Admin');
  const name = (await admin.locator('.menu-account b').textContent()).trim();
  const offer = async () => {
    await page.goto('/account#hand-over');
    await panel(page, 'hand-over').locator('label').filter({ hasText: name }).click();
    await page.getByRole('button', { name: 'Make the offer' }).click();
    await expect(panel(page, 'hand-over')).toContainText(name);
  };
  await page.goto('/account');
  await page.getByRole('button', { name: 'Make the offer' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose who is to take the school over');
  await offer();
  await page.getByRole('button', { name: 'Take the offer back' }).click();
  await expect(panel(page, 'hand-over')).toContainText('Your offer to hand over the school is taken back');
  await offer();

  await admin.goto('/account');
  await expect(panel(admin, 'offer')).toContainText('A school has exactly one Account Owner');
  await admin.getByLabel('Your password, to accept').fill(DEMO);
  await admin.getByRole('button', { name: 'Accept and become the Account Owner' }).click();
  await expect(admin.getByRole('main')).toContainText('You are the Account Owner of your school now.');
  await expect(panel(admin, 'hand-over')).toHaveCount(1);
  // With scripts, the open page reloads by itself for its new role.
  if (!scripts) await page.reload();
  await expect(panel(page, 'hand-over')).toHaveCount(0);
  await expect(panel(page, 'you')).toContainText('Account Admin');
});
