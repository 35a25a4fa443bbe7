// The markbook: entering marks with keys, fingers and without scripts; two people at once; a lost connection.
import { expect, signInAs, test } from '../support/test.js';
import { viewAs } from '../support/pages.js';

const field = (page, row, column) => page.locator('table.marks tbody tr').nth(row).locator('td').nth(column).locator('input');
const columnOf = (page, label) => page.locator('table.marks thead th').allInnerTexts().then((heads) => heads.findIndex((head) => head.includes(label)) - 1);
const now = (page) => page.evaluate(() => [...document.querySelectorAll('table.marks thead th')].findIndex((head) => head.classList.contains('now')) - 1);
/** Opens a class nobody else in this file writes in, so that tests may run side by side. */
async function open(page, group, more = '') {
  await page.goto(`/markbook?group=class.${group}&kind=summative&subject=reading${more}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Markbook');
}
const ready = (page) => expect(page.locator('#markbook')).toHaveAttribute('data-ready', '');
/** Empties fields, so that entering a code is a change whatever the demonstration made up. */
async function empty(...inputs) {
  for (const input of inputs) {
    if ((await input.inputValue()) === '') continue;
    await input.fill('');
    await input.blur();
    await saved(input);
  }
}
const saved = (input) => expect(input).toHaveAttribute('data-state', 'saved');

/** Requests that were cut off on purpose are logged by the browser. */
const forgive = (trouble) => trouble.splice(0, trouble.length, ...trouble.filter((text) => !/net::ERR_(FAILED|INTERNET_DISCONNECTED)/.test(text)));

test.describe('with scripts', () => {
  test.skip(({ scripts }) => !scripts, 'the table then is a form, tested below');

  test('marks are entered with keys, saved as one goes, and filled down', async ({ page }) => {
    await signInAs(page, 'Full Edit');
    await open(page, 'Birch');
    await ready(page);
    const at = await now(page);
    const [first, second, third] = [0, 1, 2].map((row) => field(page, row, at));
    await empty(first, second, third);
    await first.focus();
    await first.press('Enter');
    await expect(second).toBeFocused();
    await second.pressSequentially('ab');
    await saved(second);
    await expect(second).toHaveValue('AB');
    await second.press('ArrowUp');
    await expect(first).toBeFocused();
    await first.pressSequentially('sa');
    await first.press('Control+d');
    await expect(third).toHaveValue('SA');
    for (const input of [first, third]) await saved(input);
    await expect(second).toHaveValue('AB');
    await page.reload();
    await expect(field(page, 0, at)).toHaveValue('SA');
    await expect(field(page, 2, at)).toHaveValue('SA');
  });

  test('a lost connection is said before the first mark fails', async ({ page }) => {
    await signInAs(page, 'Full Edit');
    await open(page, 'Acorns');
    await ready(page);
    await expect(page.locator('#marks-away')).toHaveCount(0);
    await page.context().setOffline(true);
    await expect(page.locator('#marks-away')).toContainText('No connection.');
    await page.context().setOffline(false);
    await expect(page.locator('#marks-away')).toHaveCount(0);
  });

  test('a button for each code enters it and goes on to the next pupil', async ({ page }) => {
    await signInAs(page, 'Full Edit');
    await open(page, 'Maple');
    await ready(page);
    const at = await now(page);
    await empty(field(page, 3, at));
    await field(page, 3, at).focus();
    const bar = page.getByRole('toolbar', { name: 'Codes' });
    await bar.getByRole('button', { name: 'JA', exact: true }).click();
    await expect(field(page, 3, at)).toHaveValue('JA');
    await expect(field(page, 4, at)).toBeFocused();
    await saved(field(page, 3, at));
    for (const button of await bar.getByRole('button').all()) expect((await button.boundingBox()).height).toBeGreaterThanOrEqual(44);
    await page.getByRole('heading', { level: 1 }).click();
    await page.locator('#subject').focus();
    await expect(bar).toBeHidden();
  });

  test('what cannot be entered says so, and is not sent', async ({ page }) => {
    await signInAs(page, 'Full Edit');
    await open(page, 'Elm');
    await ready(page);
    const input = field(page, 0, await now(page));
    const before = await input.inputValue();
    await input.fill('zz');
    await input.press('Tab');
    await expect(page.getByRole('alert').filter({ hasText: '“zz” cannot be entered here. Enter WB, B, JA, SA or AB.' })).toBeVisible();
    await expect(input).toHaveAttribute('aria-invalid', 'true');
    await input.fill(before);
    await input.press('Tab');
    await expect(page.locator('#marks-live')).toBeHidden();
  });

  test('what somebody else enters appears, and two who enter the same are asked', async ({ page, anotherBrowser, trouble }) => {
    await signInAs(page, 'Full Edit');
    await open(page, 'Rowan');
    await ready(page);
    const at = await now(page);
    const other = await anotherBrowser();
    await signInAs(other, 'Account Owner');
    await open(other, 'Rowan');
    await ready(other);
    await empty(field(other, 5, at), field(other, 6, at));
    await expect(field(page, 6, at)).toHaveValue('');
    await field(other, 5, at).fill('WB');
    await field(other, 5, at).press('Tab');
    await saved(field(other, 5, at));
    await expect(field(page, 5, at)).toHaveValue('WB');
    // The stream is slower than a request, so the two versions meet on the server.
    await page.route('**/api/marks/sheet', (route) => route.abort());
    await field(other, 6, at).fill('WB');
    await field(other, 6, at).press('Tab');
    await saved(field(other, 6, at));
    const mine = field(page, 6, at);
    await mine.fill('AB');
    await mine.press('Tab');
    const issue = page.getByRole('alert').filter({ hasText: 'entered WB' });
    await expect(issue).toContainText('You entered AB.');
    await issue.getByRole('button', { name: 'Keep mine: AB' }).click();
    await saved(mine);
    await expect(issue).toHaveCount(0);
    await expect(field(other, 6, at)).toHaveValue('AB');
    forgive(trouble);
  });

  test('what is told while the page is asked for is asked for again', async ({ page, anotherBrowser, trouble }) => {
    await signInAs(page, 'Full Edit');
    await open(page, 'Beech');
    await ready(page);
    const at = await now(page);
    const other = await anotherBrowser();
    await signInAs(other, 'Account Owner');
    await open(other, 'Beech');
    await ready(other);
    await empty(field(other, 7, at), field(other, 8, at));
    await expect(field(page, 7, at)).toHaveValue('');
    await expect(field(page, 8, at)).toHaveValue('');
    await page.evaluate(() => {
      window.told = 0;
      addEventListener('rolecall-marks', () => (window.told += 1));
    });
    let release;
    const held = new Promise((done) => (release = done));
    let asked = 0;
    await page.route('**/api/marks/sheet', async (route) => {
      asked += 1;
      const answer = await route.fetch();
      if (asked === 1) await held;
      await route.fulfill({ response: answer });
    });
    await field(other, 7, at).fill('WB');
    await field(other, 7, at).press('Tab');
    await saved(field(other, 7, at));
    await expect.poll(() => asked).toBe(1);
    await field(other, 8, at).fill('AB');
    await field(other, 8, at).press('Tab');
    await saved(field(other, 8, at));
    await page.waitForFunction(() => window.told > 1);
    release();
    await expect(field(page, 7, at)).toHaveValue('WB');
    await expect(field(page, 8, at)).toHaveValue('AB');
    expect(asked).toBe(2);
    forgive(trouble);
  });

  test('a lost connection keeps marks until it is back, also across a reload', async ({ page, trouble }) => {
    await signInAs(page, 'Full Edit');
    await open(page, 'Hazel');
    await ready(page);
    const at = await now(page);
    const [one, two] = [field(page, 0, at), field(page, 1, at)];
    await empty(one, two);
    await page.route('**/api/marks/save', (route) => route.abort());
    await one.fill('WB');
    await one.press('Enter');
    await expect(page.locator('#marks-away')).toContainText('Your marks are kept on this device');
    await expect(one).toHaveAttribute('data-state', 'kept');
    await two.fill('AB');
    await two.press('Enter');
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    for (const name of (await page.locator('table.marks tbody th bdi').allInnerTexts()).flatMap((name) => name.split(' '))) expect(kept).not.toContain(name);
    // Signing out asks first.
    const asked = new Promise((done) => page.once('dialog', (dialog) => dialog.dismiss().then(() => done(dialog.message()))));
    await page.locator('form[action="/sign-out"] button').first().evaluate((button) => button.form.requestSubmit(button));
    expect(await asked).toContain('Some marks have not reached the server yet');
    await page.unroute('**/api/marks/save');
    await page.reload();
    await ready(page);
    await saved(one);
    await expect(page.locator('#marks-live')).toBeHidden();
    await expect(two).toHaveValue('AB');
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('rolecall-marks')))).toEqual([]);
    forgive(trouble);
  });

  test('where the browser has no room for them, marks stay in the page, which asks before it is left', async ({ page, trouble }) => {
    await signInAs(page, 'Full Edit');
    await open(page, 'Maple');
    await ready(page);
    const one = field(page, 2, await now(page));
    await empty(one);
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await page.route('**/api/marks/save', (route) => route.abort());
    await one.fill('SA');
    await one.press('Enter');
    await expect(page.locator('#marks-away')).toContainText('Leave this page open');
    const asked = new Promise((done) => page.once('dialog', (dialog) => dialog.dismiss().then(() => done(dialog.type()))));
    // A browser asks only where something was pressed.
    await page.locator('h1').click();
    const closing = page.close({ runBeforeUnload: true });
    expect(await asked).toBe('beforeunload');
    await closing;
    await page.unroute('**/api/marks/save');
    await saved(one);
    forgive(trouble);
  });

  test('a tablet that slept for an hour goes on, and shows what was entered meanwhile', async ({ page, anotherBrowser, trouble }) => {
    await signInAs(page, 'Full Edit');
    await open(page, 'Elm');
    await ready(page);
    const at = await now(page);
    const other = await anotherBrowser();
    await signInAs(other, 'Account Owner');
    await open(other, 'Elm');
    await ready(other);
    await empty(field(other, 3, at), field(other, 4, at));
    await expect(field(page, 4, at)).toHaveValue('');
    await page.clock.install();
    await page.context().setOffline(true);
    await field(page, 3, at).fill('JA');
    await field(page, 3, at).press('Enter');
    await expect(page.locator('#marks-away')).toContainText('kept on this device');
    await field(other, 4, at).fill('AB');
    await field(other, 4, at).press('Enter');
    await saved(field(other, 4, at));
    await page.clock.fastForward('01:00:00');
    await page.context().setOffline(false);
    await page.clock.fastForward(31_000);
    await saved(field(page, 3, at));
    await expect(field(page, 4, at)).toHaveValue('AB');
    await expect(field(other, 3, at)).toHaveValue('JA');
    forgive(trouble);
  });

  test('marks of somebody else on the same tablet are neither sent nor shown', async ({ page, trouble }) => {
    await signInAs(page, 'Full Edit');
    await open(page, 'Birch');
    await ready(page);
    const one = field(page, 2, await now(page));
    await empty(one);
    await page.route('**/api/marks/save', (route) => route.abort());
    await one.fill('AB');
    await one.press('Enter');
    await expect(one).toHaveAttribute('data-state', 'kept');
    await page.unroute('**/api/marks/save');
    // The session ends without anybody being asked: the browser was closed.
    await page.context().clearCookies();
    let sent = 0;
    page.on('request', (request) => (sent += request.url().endsWith('/api/marks/save')));
    await signInAs(page, 'Partial Edit');
    await open(page, 'Birch');
    await ready(page);
    await expect(one).toHaveValue('');
    await expect(page.locator('#marks-live')).toBeHidden();
    expect(sent).toBe(0);
    await page.context().clearCookies();
    await signInAs(page, 'Full Edit');
    // Sent from the first page they open.
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('rolecall-marks')))).toEqual([]);
    await open(page, 'Birch');
    await ready(page);
    await expect(one).toHaveValue('AB');
    forgive(trouble);
  });
});

test('without scripts the table is a form with Save', async ({ page, scripts }) => {
  test.skip(scripts, 'with scripts each mark is saved as it is entered');
  await signInAs(page, 'Full Edit');
  await open(page, 'Willow');
  const head = await page.locator('table.marks thead th.now').innerText();
  const at = await columnOf(page, head);
  await field(page, 0, at).fill('wb');
  await field(page, 1, at).fill('nope');
  await page.getByRole('button', { name: 'Save marks' }).click();
  await expect(page.getByRole('alert')).toContainText('“nope” cannot be entered here. Enter WB, B, JA, SA or AB.');
  await expect(page.getByText('1 mark saved')).toBeVisible();
  await expect(field(page, 0, at)).toHaveValue('WB');
  await expect(field(page, 1, at)).toHaveValue('nope');
  await field(page, 1, at).fill('ab');
  await page.getByRole('button', { name: 'Save marks' }).click();
  await expect(page).toHaveURL(/saved=1/);
  await expect(field(page, 1, at)).toHaveValue('AB');
});

test('each role sees what it may touch, and why not', async ({ page, scripts }) => {
  await signInAs(page, 'Partial Edit');
  await open(page, 'Oak');
  await expect(page.locator('table.marks input').first()).toBeVisible();
  const lastYear = (await page.locator('#year option').nth(1).getAttribute('value')) ?? '';
  await open(page, 'Oak', `&year=${lastYear}`);
  await expect(page.locator('table.marks input')).toHaveCount(0);
  await expect(page.getByText('You can enter summative marks of this academic year only.').first()).toBeVisible();
  await page.goto('/markbook?kind=statutory&group=class.Oak');
  await expect(page.getByText('You can view statutory results, but not enter them.').first()).toBeVisible();
  expect(scripts).toBeDefined();
});

test('a closed cell says why where it is pressed, and its heading where it is reached by keys', async ({ page }) => {
  await signInAs(page, 'Partial Edit');
  await open(page, 'Oak');
  const lastYear = (await page.locator('#year option').nth(1).getAttribute('value')) ?? '';
  await open(page, 'Oak', `&year=${lastYear}`);
  const said = page.locator('.why-said:popover-open');
  await expect(said).toHaveCount(0);
  await page.locator('td.closed button').first().click();
  await expect(said).toHaveText('You can enter summative marks of this academic year only.');
  await page.keyboard.press('Escape');
  await expect(said).toHaveCount(0);
  await page.locator('thead th button').first().focus();
  await page.keyboard.press('Enter');
  await expect(said).toBeVisible();
});

test('a governor meets aliases', async ({ page }) => {
  await signInAs(page, 'Minimal Read-only');
  await page.goto('/markbook');
  await expect(page.locator('table.marks tbody th').first()).toHaveText(/^Pupil [2-9A-Z]{4}$/);
  await expect(page.locator('table.marks input')).toHaveCount(0);
  const choices = await page.locator('#group option').allInnerTexts();
  expect(choices.join()).not.toContain('Hazel');
});

test('an admin who views as a role sees which cells it can edit, and edits none', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await viewAs(page, 'Partial Edit');
  await open(page, 'Beech');
  await expect(page.getByText('Partial Edit can enter marks here')).toBeVisible();
  await expect(page.locator('table.marks input')).toHaveCount(0);
});

test('the school chooses its codes', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await page.goto('/settings/assessment');
  await page.getByLabel('Your school\u2019s own codes').or(page.locator('#own_codes')).first().fill('A: Above\nB');
  await page.locator('input[name=codes][value=own]').check({ force: true });
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByRole('link', { name: '“B” is no code with its meaning. Write it like EXS: At the expected standard' })).toBeVisible();
  await page.locator('input[name=codes][value=age-related]').check({ force: true });
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('The assessment settings are saved.')).toBeVisible();
});

test('a mark that somebody else enters appears where it can only be read, and names its author where it can be edited', async ({ page, anotherBrowser, scripts }) => {
  test.skip(!scripts, 'without scripts a page is as it was when it was fetched');
  await signInAs(page, 'Partial Read-only');
  await open(page, 'Beech');
  await expect(page.locator('table.marks input')).toHaveCount(0);
  const at = await now(page);
  const [writer, reader] = [await anotherBrowser(), await anotherBrowser()];
  for (const [one, role] of [[writer, 'Full Edit'], [reader, 'Account Owner']]) {
    await signInAs(one, role);
    await open(one, 'Beech');
    await ready(one);
  }
  const input = field(writer, 9, at);
  const value = (await input.inputValue()) === 'AB' ? 'WB' : 'AB';
  await input.fill(value);
  await input.press('Enter');
  await saved(input);
  await expect(input).toHaveAttribute('title', /^You, Today at /);
  await expect(page.locator('table.marks tbody tr').nth(9).locator('td').nth(at)).toHaveText(value);
  await expect(field(reader, 9, at)).toHaveValue(value);
  await expect(field(reader, 9, at)).toHaveAttribute('title', /, Today at \d\d:\d\d$/);
});
