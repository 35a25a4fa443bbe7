// Regions, redrawn in place by search, filters, links, and changes made elsewhere.
import { expect, freshEmail, signInAs, test } from '../support/test.js';
import { addUser, alive } from '../support/pages.js';

test.skip(({ scripts }) => !scripts, 'without scripts the same links and forms load the page');

/** Marks the page, so that a full load can be told from a redraw. */
const mark = (page) => page.evaluate(() => (window.marked = true));
const isMarked = (page) => page.evaluate(() => window.marked === true);
const names = (page) => page.locator('tbody th').allInnerTexts();
const list = (page) => page.locator('[data-region="people"]');

async function openUsers(page, query = '') {
  await page.goto(`/users${query}`);
  await alive(page);
  await mark(page);
}

test('a search draws the list anew while one types, and leaves the field alone', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  await openUsers(page);
  const search = page.locator('#search');
  await search.pressSequentially('full', { delay: 20 });
  await page.waitForURL('**/users?search=full');
  await expect(search).toBeFocused();
  await search.pressSequentially('zzz');
  await page.waitForURL('**/users?search=fullzzz');
  await expect(page.locator('.count')).toHaveText('Nobody matches');
  await expect(search).toHaveValue('fullzzz');
  await page.getByRole('link', { name: 'Clear all' }).click();
  await page.waitForURL('**/users');
  await expect(page.locator('.count')).toContainText('people');
  await expect(search).toHaveValue('');
  expect(await isMarked(page)).toBe(true);
});

test('sorting, filters and pages are followed in place, and back leads through them', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  await openUsers(page, '?size=25');
  const first = await names(page);
  await page.getByRole('columnheader', { name: 'Email' }).getByRole('link').click();
  await page.waitForURL('**/users?*sort=email*');
  await expect(page.getByRole('columnheader', { name: 'Email' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.getByRole('columnheader', { name: 'Email' }).getByRole('link')).toBeFocused();
  await page.getByRole('link', { name: 'Next' }).click();
  await page.waitForURL('**/users?*page=2*');
  await expect(page.locator('.count')).toContainText('page 2');
  await expect(page.locator('.count')).toBeInViewport();
  await page.locator('#role').selectOption('full-edit');
  await page.waitForURL((url) => url.searchParams.get('role') === 'full-edit' && url.searchParams.get('sort') === 'email' && url.searchParams.get('size') === '25');
  // A role of the school's own that another test gave counts by the standard role it comes from, which its tag says.
  for (const row of await page.locator('tbody tr').all()) await expect(row.locator('.short').first()).toHaveText('FE');
  for (const back of ['page=2', 'sort=email', 'size=25']) {
    await page.goBack();
    await page.waitForURL(`**/users?*${back}*`);
    await expect(page.locator('#role')).toHaveValue('');
  }
  await expect.poll(() => names(page)).toEqual(first);
  expect(await isMarked(page)).toBe(true);
});

test('an answer that is overtaken is not shown', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  await openUsers(page);
  let release;
  const held = new Promise((done) => (release = done));
  await page.route('**/users?role=minimal-read-only', async (route) => {
    const answer = await route.fetch();
    await held;
    await route.fulfill({ response: answer }).catch(() => {});
  });
  await page.locator('#role').selectOption('minimal-read-only');
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'true');
  await page.locator('#role').selectOption('account-owner');
  await expect(page.locator('tbody tr')).toHaveCount(1);
  release();
  await page.waitForURL('**/users?role=account-owner');
  await expect(page.locator('tbody tr')).toContainText('Account Owner');
  await expect(page.locator('main')).not.toHaveAttribute('aria-busy');
});

test('the focus stays with the person when somebody else is added', async ({ page, anotherBrowser }) => {
  await signInAs(page, 'Account Owner');
  await openUsers(page, '?size=100');
  const button = page.getByRole('button', { name: /Send again/ }).last();
  const member = await button.getAttribute('value');
  await button.focus();
  const adding = await anotherBrowser();
  await signInAs(adding, 'Account Admin');
  const email = freshEmail('aaa');
  await addUser(adding, { first: 'Aaron', last: 'Aardvark', email, role: 'full-edit' });
  await expect(list(page)).toContainText(email);
  await expect(page.locator(':focus')).toHaveAttribute('value', member);
  expect(await isMarked(page)).toBe(true);
});

test('what has the focus and is gone leaves it to the count', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  await openUsers(page, '?size=25');
  const last = page.getByRole('navigation', { name: 'Pages of users' }).getByRole('link').last();
  await last.focus();
  await page.evaluate(() => {
    const role = document.querySelector('#role');
    role.value = 'account-owner';
    role.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await expect(page.locator('.count')).toBeFocused();
});

test('what is half chosen is not drawn over by what others change', async ({ page, anotherBrowser }) => {
  const path = '/settings?feature=sonar-tracker/groups/delete-groups';
  await signInAs(page, 'Account Owner');
  await page.goto(path);
  await alive(page);
  const choice = page.locator('select[name="cell-minimal-edit"]');
  const before = await choice.inputValue();
  await choice.selectOption(before === 'denied' ? 'granted' : 'denied');
  const chosen = await choice.inputValue();

  const other = await anotherBrowser();
  await signInAs(other, 'Account Owner');
  const answered = page.waitForResponse((answer) => answer.url().includes('/settings') && answer.request().resourceType() !== 'document');
  await other.goto(path);
  const theirs = other.locator('select[name="cell-full-read-only"]');
  const was = await theirs.inputValue();
  await theirs.selectOption('denied');
  await other.getByRole('button', { name: 'Save changes' }).click();
  await expect(other.getByText('is saved.')).toBeVisible();
  await answered;
  await expect(choice).toHaveValue(chosen);
  await theirs.selectOption(was);
  await other.getByRole('button', { name: 'Save changes' }).click();
  await expect(other.getByText('is saved.')).toBeVisible();
  await expect(choice).toHaveValue(chosen);
});

test('a page whose session has ended is emptied, says so, and leads back to itself', async ({ page, context, anotherBrowser }) => {
  await signInAs(page, 'Account Owner');
  await openUsers(page, '?sort=email');
  const cover = page.getByRole('alertdialog', { name: 'You signed out' });
  await expect(page.locator('#cover')).toBeHidden();
  // The cookie is deleted, as when a browser clears its data: the page stays and does not notice.
  await context.clearCookies();
  await signInAs(await anotherBrowser(), 'Full Edit');
  await expect(cover).toBeVisible();
  await expect(cover).toBeFocused();
  await expect(page.locator('main')).toHaveCount(0);
  expect(await isMarked(page)).toBe(true);
  await cover.getByRole('link', { name: 'Sign in' }).click();
  await page.waitForURL('**/sign-in?next=*');
  await expect(page.locator('input[name="next"]')).toHaveValue('/users?sort=email');
});

test('going somewhere is not overtaken by what changes meanwhile', async ({ page, anotherBrowser }) => {
  await signInAs(page, 'Account Owner');
  await openUsers(page);
  let release;
  const held = new Promise((done) => (release = done));
  await page.route('**/users?role=minimal-edit', async (route) => {
    await held;
    return route.continue().catch(() => {});
  });
  await page.locator('#role').selectOption('minimal-edit');
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'true');
  const told = page.evaluate(() => new Promise((done) => new EventSource('/events').addEventListener('message', ({ data }) => Number(data) > Number(document.querySelector('#live').dataset.changeNo) && done(data))));
  await signInAs(await anotherBrowser(), 'Full Edit');
  await told;
  release();
  await page.waitForURL('**/users?role=minimal-edit');
  await expect(page.locator('tbody tr').first()).toContainText('Minimal Edit');
  expect(await isMarked(page)).toBe(true);
});

test('a page says when it can no longer follow what changes, and when it can again', async ({ page, anotherBrowser }) => {
  await signInAs(page, 'Account Owner');
  await openUsers(page);
  const notice = page.locator('#stale');
  await expect(notice).toBeHidden();
  const other = await anotherBrowser();
  const answers = [503, 200];
  await page.route('**/users', async (route) => {
    const status = answers[0];
    return status === 200 ? route.continue() : route.fulfill({ status, contentType: 'text/html', body: '' });
  });
  await signInAs(other, 'Full Edit');
  await expect(notice).toBeVisible();
  answers.shift();
  await signInAs(other, 'Partial Edit');
  await expect(notice).toBeHidden();
  expect(await isMarked(page)).toBe(true);
});

test('a row opens in place, stays in sight, and closes', async ({ page }) => {
  await signInAs(page, 'Full Edit');
  await page.goto('/roles');
  await alive(page);
  await mark(page);
  const row = page.locator('tr[id="sonar-tracker/school/export-data"]');
  await row.getByRole('link').click();
  await page.waitForURL(/why=sonar-tracker(%2F|\/)school/);
  await expect(page.locator('.row-detail')).toBeInViewport();
  await expect(row.getByRole('link')).toBeFocused();
  await row.getByRole('link').click();
  await expect(page.locator('.row-detail')).toHaveCount(0);
  await page.getByLabel('Product', { exact: true }).selectOption('portal');
  await expect(page.locator('tr.permission:visible')).toHaveCount(13);
  expect(await isMarked(page)).toBe(true);
});

test('the menu under one’s name folds at Escape and when something else is pressed', async ({ page }) => {
  await signInAs(page, 'Full Edit');
  await alive(page);
  const menu = page.locator('details.menu');
  const summary = menu.locator('summary');
  await summary.click();
  await expect(menu).toHaveAttribute('open', '');
  await menu.getByRole('link').first().focus();
  await page.keyboard.press('Escape');
  await expect(menu).not.toHaveAttribute('open');
  await expect(summary).toBeFocused();
  await summary.click();
  await expect(menu).toHaveAttribute('open', '');
  await page.getByRole('heading', { level: 1 }).click();
  await expect(menu).not.toHaveAttribute('open');
});

test('a form that is sent twice is sent once', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  await openUsers(page, '?status=invited');
  let release;
  const held = new Promise((done) => (release = done));
  const sent = [];
  await page.route('**/users*', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    sent.push(route.request().postData());
    await held;
    return route.continue();
  });
  const busy = await page.evaluate(() => {
    const button = document.querySelector('button[form="invite"]');
    button.click();
    button.click();
    return button.getAttribute('aria-busy');
  });
  expect(busy).toBe('true');
  release();
  await expect(page.locator('.notice-success')).toContainText('invitation');
  expect(sent).toHaveLength(1);
});
