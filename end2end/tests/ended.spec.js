// Open pages of a session that has ended elsewhere.
import { expect, freshEmail, signIn, signInAs, test } from '../support/test.js';
import { addUser, mailedLink, setPassword } from '../support/pages.js';

test.skip(({ scripts }) => !scripts, 'without scripts a page is as it was when it was fetched');

const PASSWORD = 'Harvest-Moon-7';

/** The member that the page was drawn for. */
const member = (page) => page.locator('#live').getAttribute('data-seat').then((seat) => seat.split(' ')[0]);

/** The time, by the browser's clock, at which the page shows only its cover. */
const emptied = (page) =>
  page.waitForFunction(() => document.querySelector('#cover[data-over]') && !document.querySelector('main') && Date.now(), null, { polling: 20 });

test('somebody who is blocked sees it within a second, with the reason, and asks for no more', async ({ page, anotherBrowser }) => {
  const email = freshEmail('shut');
  await signInAs(page, 'Account Owner');
  await addUser(page, { first: 'Shut', last: 'Out', email, role: 'full-edit' });
  const theirs = await anotherBrowser();
  await setPassword(theirs, await mailedLink(theirs, email), PASSWORD);
  await signIn(theirs, email, PASSWORD);
  await theirs.waitForURL('**/school');
  const person = await member(theirs);
  await theirs.clock.install();
  await theirs.goto('/permissions');
  let asked = 0;
  theirs.on('request', () => (asked += 1));

  await page.goto(`/users/${person}`);
  await page.getByLabel('Blocked').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const gone = emptied(theirs);
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().includes(person)).then(() => Date.now());
  await page.getByRole('button', { name: 'Confirm' }).click();
  expect((await (await gone).jsonValue()) - (await answered), 'milliseconds until the page was emptied').toBeLessThan(1000);
  await expect(theirs.getByRole('alertdialog', { name: 'Your school blocked your account' })).toBeFocused();
  const after = asked;
  await theirs.clock.fastForward('05:00');
  expect(asked - after, 'requests of a page that is over').toBe(0);

  await theirs.goto('/school');
  await theirs.waitForURL('**/sign-in?next=*');
  await expect(theirs.getByRole('main')).toContainText('Your school blocked your account');
});

test('signing out empties the other pages of the browser, and Back shows nothing of them', async ({ page, context }) => {
  await signInAs(page, 'Account Owner');
  await page.goto('/users');
  await expect(page.locator('tbody tr').first()).toBeVisible();
  const other = await context.newPage();
  await other.goto('/users');
  const gone = emptied(other);
  await page.goto('/sign-out');
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  await gone;
  await expect(other.getByRole('alertdialog')).toContainText('You signed out');
  await page.goBack();
  await page.goBack();
  await expect(page.locator('tbody')).toHaveCount(0);
});

test('what is typed stays, out of sight, while somebody else is signed in', async ({ page, context }) => {
  await signInAs(page, 'Account Admin');
  await page.goto('/users/new');
  await page.getByLabel('First name').fill('Half');
  const other = await context.newPage();
  await signInAs(other, 'Full Edit');
  const cover = page.getByRole('alertdialog', { name: 'Another account or school is open now' });
  await expect(cover).toContainText('You are signed in as');
  await expect(page.locator('.shell')).toHaveAttribute('inert', '');
  await expect(page.locator('#first_name')).toHaveValue('Half');
  await expect(cover.getByRole('link', { name: 'Go to School' })).toBeVisible();
});
