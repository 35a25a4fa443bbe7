// Pupils, the Pupil Picker, and the reader's pupils on their School page.
import { expect, freshEmail, signInAs, test } from '../support/test.js';
import { addUser } from '../support/pages.js';

/** Adds a member of staff, and returns the address of their Pupil Picker. */
async function newcomer(page, first) {
  await addUser(page, { first, last: 'Newcomer', email: freshEmail(first.toLowerCase()), role: 'partial-edit' });
  const [, member] = /added\/([0-9a-f]+)/.exec(page.url());
  return `/users/${member}/pupils`;
}

const boxes = (page, name) => page.getByRole('group', { name }).getByRole('checkbox');
const foot = (page) => page.locator('.pick-foot');
/** The style sheet's count; no script is involved. */
const count = (page) => page.locator('.pick').evaluateAll((rows) => rows.filter((row) => row.querySelector(':checked')).length);
const carried = (page) => page.locator('.hidden-tick').count();
const names = async (page) => (await page.locator('tbody th').allInnerTexts()).map((name) => name.trim());

test('a whole class is ticked, searching loses no tick, and nothing is saved before it is confirmed', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  const children = await newcomer(page, 'Ticker');
  await page.goto(children);
  await expect(page.getByText('Worker: 0 other children')).toBeVisible();
  await page.getByRole('link', { name: 'Choose other children' }).click();

  await page.getByRole('button', { name: 'Tick the whole class : Oak' }).click();
  await expect(boxes(page, /^Oak/).first()).toBeChecked();
  const oak = await boxes(page, /^Oak/).count();
  await expect.poll(() => count(page)).toBe(oak);

  // Only Elm is shown now: the ticks in Oak are carried along.
  await page.getByLabel('Class', { exact: true }).selectOption('Elm');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.locator('.pick-group')).toHaveCount(1);
  await expect.poll(() => carried(page)).toBe(oak);
  await expect(foot(page)).toContainText(`${oak} of them not shown`);
  await boxes(page, /^Elm/).first().check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check what will change');
  await expect(page.getByRole('main')).toContainText(`has ${oak + 1} other children`);
  await page.getByRole('button', { name: 'Go back and change' }).click();
  await expect(boxes(page, /^Elm/).first()).toBeChecked();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const here = await page.context().newPage();
  await here.goto(children);
  await expect(here.getByText('Worker: 0 other children')).toBeVisible();

  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL('**/pupils?saved=worker');
  await expect(page.getByText(`Worker: ${oak + 1} other children`)).toBeVisible();
});

test('taking over a key child is shown and confirmed, and the other loses them', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  const children = await newcomer(page, 'Taker');
  await page.goto(`${children}?kind=key`);
  const row = page.locator('.pick').filter({ hasText: 'Key worker: Zoë Fairweather' }).first();
  const child = await row.locator('label').innerText();
  await row.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('#taken-over')).toContainText(child);
  await expect(page.locator('#taken-over')).toContainText('Key worker until now: Zoë Fairweather');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('Key worker: 1 key child')).toBeVisible();

  await page.goto(`/pupils?search=${encodeURIComponent(child)}`);
  await expect(page.locator('tbody tr').first()).toContainText('Taker Newcomer');
});

test('nothing to save is said, and ticks are kept', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await page.goto(`${await newcomer(page, 'Idle')}?kind=key`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toContainText('Nothing would change');
  await expect(page).toHaveTitle(/^Error: /);
});

test('the second of two admins is told what the first one did', async ({ page, anotherBrowser }) => {
  await signInAs(page, 'Account Admin');
  const children = await newcomer(page, 'Shared');
  const other = await anotherBrowser();
  await signInAs(other, 'Account Owner');
  for (const admin of [page, other]) await admin.goto(`${children}?kind=worker`);
  const pick = async (admin, place) => {
    await boxes(admin, /^Maple/).nth(place).check();
    await admin.getByRole('button', { name: 'Save', exact: true }).click();
  };
  await pick(page, 0);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL('**/pupils?saved=worker');

  await pick(other, 1);
  await expect(other.getByRole('status').filter({ hasText: 'Somebody else changed' })).toContainText('They added:');
  await expect.poll(() => count(other)).toBe(2);
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await other.getByRole('button', { name: 'Confirm' }).click();
  await expect(other.getByText('Worker: 2 other children')).toBeVisible();
});

test("a key worker's School page leads with their children", async ({ page }) => {
  await signInAs(page, 'Full Edit');
  const panels = page.getByRole('main').getByRole('heading', { level: 2 });
  await expect(panels.first()).toHaveText('Your key children');
  await expect(panels.nth(1)).toHaveText('Children you work with');
  await expect(page.locator('#my-key-children li').first()).toHaveText(/\w+ \w+/);
});

test('pupils are found by name, class and year group', async ({ page, scripts }) => {
  await signInAs(page, 'Full Read-only');
  await page.goto('/pupils');
  await expect(page.locator('.count')).toContainText('240 pupils');
  const [surname] = (await names(page))[0].split(',');
  await page.locator('select[name="class"]').selectOption('Acorns');
  if (!scripts) await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL('**/pupils?*class=Acorns*');
  await expect(page.locator('.count')).toHaveText('26 pupils match');
  await page.goto(`/pupils?search=${surname.toUpperCase()}`);
  for (const name of await names(page)) expect(name).toContain(surname);
});

test('Minimal Read-only meets the same aliases each time, and no names', async ({ page, anotherBrowser }) => {
  const teacher = await anotherBrowser();
  await signInAs(teacher, 'Full Read-only');
  await teacher.goto('/pupils');
  const known = (await names(teacher)).map((name) => name.split(',')[0]);
  await signInAs(page, 'Minimal Read-only');
  await page.goto('/pupils');
  const met = await names(page);
  expect(met.length).toBe(50);
  for (const name of met) expect(name).toMatch(/^Pupil [0-9A-Z]{4}$/);
  const text = await page.getByRole('main').innerText();
  for (const surname of known) expect(text).not.toContain(surname);
  await expect(page.locator('select[name="class"]')).toHaveCount(0);
  // Four children in the first year of nursery are too few to be shown separately.
  await expect(page.locator('select[name="year"]')).toContainText('Nursery 1 to Nursery 2');
  await page.reload();
  await expect.poll(() => names(page)).toEqual(met);
});
