// Observations: recording, changing, sharing and deleting them, and what readers see who may not know the children.
import { halves } from '../support/pictures.js';
import { moveTo, newColleague } from '../support/pages.js';
import { expect, signInAs, test } from '../support/test.js';

const main = (page) => page.getByRole('main');
const button = (page, name) => main(page).getByRole('button', { name, exact: true });

/** The reader's own key children, as the form offers them. */
const keyChildren = (page) => page.getByRole('group', { name: /^Your key children/ }).getByRole('checkbox');

/** Records an observation of the reader's first key child, and returns the child's name. */
async function record(page, text) {
  await page.goto('/observations/new');
  const first = keyChildren(page).first();
  await first.check();
  const name = await page.locator(`label[for="${await first.getAttribute('id')}"]`).innerText();
  await page.getByLabel('What you observed').fill(text);
  await page.getByLabel('Mathematics').check();
  await button(page, 'Record it').click();
  await page.waitForURL('**/observations/*?done=recorded');
  return name.trim();
}

test('an observation is recorded, found and changed', async ({ page }) => {
  await signInAs(page, 'Full Edit');
  const text = `Built a bridge ${Date.now()}`;
  const child = await record(page, text);
  await expect(page.getByRole('status').filter({ hasText: 'The observation was recorded' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(child);
  await expect(main(page)).toContainText(text);
  await expect(main(page).locator('.areas').first()).toContainText('Mathematics');

  await page.goto(`/observations?search=${encodeURIComponent(child)}&mine=1`);
  await expect(main(page).locator('.observations li').first()).toContainText(text);
  await main(page).locator('.observations a').first().click();
  await page.getByRole('link', { name: 'Change it' }).click();
  await page.getByLabel('What you observed').fill(`${text}, and a tunnel`);
  await button(page, 'Save changes').click();
  await expect(page.getByText('The changes were saved.')).toBeVisible();
  await expect(main(page)).toContainText(`${text}, and a tunnel`);
});

test('a form that will not do keeps what was typed, and so does a search for children', async ({ page }) => {
  await signInAs(page, 'Full Edit');
  await page.goto('/observations/new');
  await page.getByLabel('What you observed').fill('Half a bridge');
  await page.getByLabel('Class', { exact: true }).selectOption('Oak');
  await button(page, 'Show').click();
  await expect(page.getByRole('group', { name: /^Oak/ })).toBeVisible();
  await expect(page.getByLabel('What you observed')).toHaveValue('Half a bridge');

  await button(page, 'Record it').click();
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toContainText('Tick at least one child');
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByLabel('What you observed')).toHaveValue('Half a bridge');

  // A child who is ticked outlives the next search.
  await page.getByLabel('Class', { exact: true }).selectOption('Oak');
  await button(page, 'Show').click();
  await page.getByRole('group', { name: /^Oak/ }).getByRole('checkbox').first().check();
  await page.getByLabel('Class', { exact: true }).selectOption('Elm');
  await button(page, 'Show').click();
  await expect(page.getByRole('group', { name: /^Other children you ticked/ }).getByRole('checkbox')).toBeChecked();
});

test('it is shared with home once, and the email names the child', async ({ page }) => {
  await signInAs(page, 'Full Edit');
  const text = `Counted the cups ${Date.now()}`;
  const child = await record(page, text);
  await page.locator('summary').filter({ hasText: 'Share with home' }).click();
  await button(page, 'Yes, send the email').click();
  await expect(page.getByText('Shared with home. The emails are on their way.')).toBeVisible();
  await expect(page.locator('#share')).toContainText('Shared by email');
  const mail = page.locator('article').filter({ hasText: text });
  await expect(async () => {
    await page.goto('/demo/outbox');
    await expect(mail).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(mail).toContainText(child.split(' ')[0]);
});

test('the second of two people is shown what the first one saved', async ({ page, anotherBrowser }) => {
  await signInAs(page, 'Full Edit');
  await record(page, 'Seen by both');
  const edit = `${new URL(page.url()).pathname}/edit`;
  const other = await anotherBrowser();
  await signInAs(other, 'Account Admin');
  for (const reader of [page, other]) await reader.goto(edit);
  await other.getByLabel('What you observed').fill('What the admin wrote');
  await button(other, 'Save changes').click();
  await expect(other.getByText('The changes were saved.')).toBeVisible();

  await page.getByLabel('What you observed').fill('What the teacher wrote');
  await button(page, 'Save changes').click();
  await expect(page.getByRole('status').filter({ hasText: 'Nothing of yours was saved yet' })).toContainText('What the admin wrote');
  await expect(page.getByLabel('What you observed')).toHaveValue('What the teacher wrote');
  await button(page, 'Save changes').click();
  await expect(page.getByText('The changes were saved.')).toBeVisible();
});

test('a photo is added without leaving the page, and removed after being asked', async ({ page }) => {
  await signInAs(page, 'Full Edit');
  await record(page, 'Built a tower');
  await page.getByLabel('Add a photo').setInputFiles({ name: 'tower.png', mimeType: 'image/png', buffer: halves(120, 100) });
  await button(page, 'Add photo').click();
  await expect(page.getByText('The photo was added.')).toBeVisible();
  const photo = page.getByRole('img', { name: 'Photo 1 of 1' });
  await expect.poll(() => photo.evaluate((image) => image.complete && image.naturalWidth)).toBe(120);
  await page.locator('summary').filter({ hasText: 'Remove' }).click();
  await button(page, 'Yes, remove the photo').click();
  await expect(page.getByText('The photo was removed.')).toBeVisible();
  await expect(photo).toHaveCount(0);
});

test('it is deleted after being asked', async ({ page }) => {
  await signInAs(page, 'Full Edit');
  const text = `Not for long ${Date.now()}`;
  await record(page, text);
  await page.locator('summary').filter({ hasText: 'Delete this observation' }).click();
  await button(page, 'Yes, delete it').click();
  await page.waitForURL('**/observations?done=deleted');
  await expect(page.getByText('The observation was deleted.')).toBeVisible();
  await expect(main(page)).not.toContainText(text);
});

test('Minimal Read-only meets aliases, months and areas, and records nothing', async ({ page }) => {
  await signInAs(page, 'Minimal Read-only');
  await page.goto('/observations');
  const names = await page.locator('tbody th').allInnerTexts();
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) expect(name.trim()).toMatch(/^Pupil [0-9A-Z]{4}$/);
  await expect(main(page).locator('.observations, img, time')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Record an observation' })).toHaveAttribute('aria-disabled', 'true');
  const refused = await page.goto('/observations/new');
  expect(refused.status()).toBe(403);
});

test('leaving half an observation asks, by a link and by a reload', async ({ page, scripts }) => {
  test.skip(!scripts, 'only scripts can ask');
  await signInAs(page, 'Full Edit');
  await page.goto('/observations/new');
  await page.getByLabel('What you observed').fill('Ten minutes of writing');
  const question = () => new Promise((done) => page.once('dialog', (dialog) => dialog.dismiss().then(() => done(dialog.type()))));
  const asked = question();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'School' }).click();
  expect(await asked).toBe('confirm');
  await expect(page.getByLabel('What you observed')).toHaveValue('Ten minutes of writing');
  // What came back with a search for children is not saved either.
  await page.getByLabel('Class', { exact: true }).selectOption('Oak');
  await button(page, 'Show').click();
  await expect(page.getByRole('group', { name: /^Oak/ })).toBeVisible();
  const again = question();
  await page.close({ runBeforeUnload: true });
  expect(await again).toBe('beforeunload');
});

test('half an observation of somebody who may record none any more is closed, and offered when they may again', async ({ page, anotherBrowser, scripts }) => {
  test.skip(!scripts, 'without scripts a page is as it was when it was fetched');
  await signInAs(page, 'Account Owner');
  const teacher = await anotherBrowser();
  const person = await newColleague(page, teacher, { first: 'Half', last: 'Written' });
  await teacher.goto('/observations/new');
  await teacher.getByLabel('Class', { exact: true }).selectOption('Oak');
  await button(teacher, 'Show').click();
  const child = teacher.getByRole('group', { name: /^Oak/ }).getByRole('checkbox').first();
  await child.check();
  const name = (await teacher.locator(`label[for="${await child.getAttribute('id')}"]`).innerText()).trim();
  await teacher.getByLabel('What you observed').fill('Built half a bridge');
  await moveTo(page, person, 'minimal-read-only');
  await expect(teacher.getByRole('alertdialog', { name: 'Your role has changed' })).toContainText('What you typed is kept');
  expect(await teacher.locator('body').innerText()).not.toContain(name);
  await expect(main(teacher)).toHaveCount(0);
  expect((await teacher.goto('/observations/new')).status()).toBe(403);

  // A page that follows the change loads itself again, and would do so during the next request.
  await teacher.goto('about:blank');
  await moveTo(page, person, 'full-edit');
  await teacher.goto('/observations/new');
  await expect(teacher.getByText('What you typed before is filled in')).toBeVisible();
  await expect(teacher.getByLabel('What you observed')).toHaveValue('Built half a bridge');
  await expect(teacher.getByRole('checkbox', { name })).toBeChecked();
});
