// Marks that are not saved: refused, in conflict, in two tabs, and of somebody whose role or session has changed.
import { expect, signInAs, test } from '../support/test.js';
import { moveTo, newColleague } from '../support/pages.js';

test.skip(({ scripts }) => !scripts, 'without scripts the table is a form with Save');

const field = (page, row, column) => page.locator('table.marks tbody tr').nth(row).locator('td').nth(column).locator('input');
const now = (page) => page.evaluate(() => [...document.querySelectorAll('table.marks thead th')].findIndex((head) => head.classList.contains('now')) - 1);
const saved = (input) => expect(input).toHaveAttribute('data-state', 'saved');
const kept = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('rolecall-marks')).length);
const names = (page) => page.locator('table.marks tbody th bdi').allInnerTexts();
const issue = (page) => page.locator('.marks-issue');
const address = (group) => `/markbook?group=class.${group}&kind=summative&subject=reading`;
const SAVE = '**/api/marks/save';

async function open(page, group) {
  await page.goto(address(group));
  await expect(page.locator('#markbook')).toHaveAttribute('data-ready', '');
  return now(page);
}

/** A value that the field does not have. */
const other = async (input) => ((await input.inputValue()) === 'AB' ? 'WB' : 'AB');

/** Requests that were cut off on purpose are logged by the browser. */
const forgive = (trouble) => trouble.splice(0, trouble.length, ...trouble.filter((text) => !/net::ERR_(FAILED|INTERNET_DISCONNECTED)/.test(text)));

/** Answers the next question of the browser with No, and returns it. */
const question = (page) => new Promise((done) => page.once('dialog', (dialog) => dialog.dismiss().then(() => done(dialog.message() || dialog.type()))));

test('somebody who is moved to Minimal Read-only sees no name any more, and keeps what they entered', async ({ page, anotherBrowser, trouble }) => {
  await signInAs(page, 'Account Owner');
  const teacher = await anotherBrowser();
  const person = await newColleague(page, teacher, { first: 'Moved', last: 'Down' });
  const at = await open(teacher, 'Oak');
  const children = await names(teacher);
  const [one, two] = [field(teacher, 0, at), field(teacher, 1, at)];
  const value = await other(one);
  let asked = 0;
  await teacher.route(SAVE, (route) => route.abort());
  await one.fill(value);
  await one.press('Enter');
  await expect(one).toHaveAttribute('data-state', 'kept');
  await two.fill('zz');
  await two.press('Tab');
  await moveTo(page, person, 'minimal-read-only');
  await expect(teacher.locator('table.marks tbody th').first()).toHaveText(/^Pupil [2-9A-Z]{4}$/);
  const text = await teacher.locator('body').innerText();
  for (const child of children) expect(text).not.toContain(child);
  await expect.poll(() => kept(teacher)).toBe(1);

  // The refusal is one, in words, and names the cell.
  await teacher.unroute(SAVE);
  teacher.on('request', (request) => (asked += request.url().endsWith('/api/marks/save')));
  await teacher.evaluate(() => dispatchEvent(new Event('online')));
  await expect(issue(teacher)).toContainText('You cannot enter marks now: your role or an exception does not allow it.');
  await expect(issue(teacher)).toContainText(`${value} was not saved`);
  await expect(issue(teacher)).toContainText('Reading, ');
  const after = asked;
  await teacher.goto('/school');
  await expect(issue(teacher).getByRole('link', { name: 'Open the markbook: Oak' })).toBeVisible();
  await teacher.waitForTimeout(2_500);
  expect(asked, 'requests after the refusal').toBe(after);
  await expect.poll(() => kept(teacher)).toBe(1);

  // A page that follows the change loads itself again, and would do so during the next request.
  await teacher.goto('about:blank');
  await moveTo(page, person, 'full-edit');
  await teacher.goto(address('Oak'));
  await issue(teacher).getByRole('button', { name: 'Try again' }).click();
  await saved(field(teacher, 0, at));
  await expect(field(teacher, 0, at)).toHaveValue(value);
  await expect.poll(() => kept(teacher)).toBe(0);
  forgive(trouble);
});

test('a conflict that is answered on another page waits there, with the way back, also after a reload', async ({ page, anotherBrowser }) => {
  await signInAs(page, 'Full Edit');
  const at = await open(page, 'Willow');
  const mine = field(page, 0, at);
  const colleague = await anotherBrowser();
  await signInAs(colleague, 'Account Owner');
  await open(colleague, 'Willow');
  let release;
  const held = new Promise((done) => (release = done));
  await page.route('**/api/marks/sheet', (route) => route.fulfill({ status: 503, body: '"Unavailable"' }));
  await page.route(SAVE, async (route) => {
    await held;
    await route.continue();
  });
  const before = await mine.inputValue();
  const [first, second] = ['WB', 'AB', 'SA'].filter((code) => code !== before);
  await mine.fill(first);
  await mine.press('Enter');
  await field(colleague, 0, at).fill(second);
  await field(colleague, 0, at).press('Enter');
  await saved(field(colleague, 0, at));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'School' }).click();
  await page.waitForURL('**/school');
  release();
  await expect(issue(page)).toContainText(`Somebody else entered ${second} meanwhile.`);
  await expect(issue(page).getByRole('link', { name: 'Open the markbook: Willow' })).toBeVisible();
  await page.unroute(SAVE);
  await page.reload();
  await expect(issue(page)).toContainText('Reading, ');
  await issue(page).getByRole('link', { name: 'Open the markbook: Willow' }).click();
  await expect(mine).toHaveAttribute('data-state', 'conflict');
  await issue(page).getByRole('button', { name: `Keep mine: ${first}` }).click();
  await saved(mine);
  await expect(issue(page)).toHaveCount(0);
  await expect.poll(() => kept(page)).toBe(0);
});

test('two tabs keep each other’s marks', async ({ page, context, trouble }) => {
  await signInAs(page, 'Full Edit');
  const at = await open(page, 'Oak');
  const tab = await context.newPage();
  await open(tab, 'Oak');
  for (const one of [page, tab]) await one.route(SAVE, (route) => route.abort());
  const values = [];
  for (const [place, one] of [page, tab, page].entries()) {
    const input = field(one, place, at);
    values.push(await other(input));
    await input.fill(values[place]);
    await input.press('Enter');
    await expect(input).toHaveAttribute('data-state', 'kept');
  }
  await expect.poll(() => kept(page)).toBe(3);
  await tab.close();
  await page.unroute(SAVE);
  await page.reload();
  for (const [place, value] of values.entries()) {
    await saved(field(page, place, at));
    await expect(field(page, place, at)).toHaveValue(value);
  }
  await expect.poll(() => kept(page)).toBe(0);
  forgive(trouble);
});

test('what waits is sent from whatever page is opened next', async ({ page, trouble }) => {
  await signInAs(page, 'Full Edit');
  const at = await open(page, 'Oak');
  const one = field(page, 4, at);
  const value = await other(one);
  await page.route(SAVE, (route) => route.abort());
  await one.fill(value);
  await one.press('Enter');
  await expect(one).toHaveAttribute('data-state', 'kept');
  await page.goto('/school');
  await expect(page.locator('#marks-away')).toContainText('Your marks are kept on this device');
  await page.unroute(SAVE);
  await page.reload();
  await expect.poll(() => kept(page)).toBe(0);
  await expect(page.locator('#marks-away')).toHaveCount(0);
  await open(page, 'Oak');
  await expect(one).toHaveValue(value);
  forgive(trouble);
});

test('leaving with a mark that cannot be entered asks', async ({ page }) => {
  await signInAs(page, 'Full Edit');
  const at = await open(page, 'Oak');
  await field(page, 5, at).fill('zz');
  await field(page, 5, at).press('Tab');
  await expect(issue(page)).toContainText('“zz” cannot be entered here.');
  const asked = question(page);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'School' }).click();
  expect(await asked).toContain('has not been saved');
  await expect(field(page, 5, at)).toHaveValue('zz');
  const again = question(page);
  await page.locator('#group').selectOption({ label: 'Elm' });
  expect(await again).toContain('has not been saved');
  await expect(page.locator('#group')).toHaveValue('class.Oak');
});

test('another class can be opened while marks wait, and they are there again on the way back', async ({ page, trouble }) => {
  await signInAs(page, 'Full Edit');
  const at = await open(page, 'Oak');
  const one = field(page, 6, at);
  const value = await other(one);
  await page.route(SAVE, (route) => route.abort());
  await one.fill(value);
  await one.press('Enter');
  await expect(one).toHaveAttribute('data-state', 'kept');
  const before = await names(page);
  await page.locator('#group').selectOption({ label: 'Elm' });
  await expect.poll(async () => (await names(page))[0]).not.toBe(before[0]);
  await page.locator('#group').selectOption({ label: 'Oak' });
  await expect.poll(async () => (await names(page))[0]).toBe(before[0]);
  await expect(one).toHaveValue(value);
  await page.unroute(SAVE);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await saved(one);
  forgive(trouble);
});

test('a page whose session is over sends nothing more', async ({ page, anotherBrowser, trouble }) => {
  await signInAs(page, 'Account Owner');
  const teacher = await anotherBrowser();
  const person = await newColleague(page, teacher, { first: 'Shut', last: 'Away' });
  await teacher.clock.install();
  const at = await open(teacher, 'Oak');
  let asked = 0;
  await teacher.route(SAVE, (route) => {
    asked += 1;
    return route.abort();
  });
  const one = field(teacher, 7, at);
  await one.fill(await other(one));
  await one.press('Enter');
  await expect(one).toHaveAttribute('data-state', 'kept');
  await page.goto(`/users/${person}`);
  await page.getByRole('checkbox', { name: 'Blocked' }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(teacher.locator('#cover[data-over]')).toBeVisible();
  const after = asked;
  await teacher.clock.fastForward('05:00');
  await teacher.waitForTimeout(500);
  expect(asked - after, 'requests of a page that is over').toBe(0);
  await expect.poll(() => kept(teacher)).toBe(1);
  forgive(trouble);
});
