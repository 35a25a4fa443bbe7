// Finding people, pages and things to do, from every page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, signInAs, test } from '../support/test.js';
import { alive, openSomebody } from '../support/pages.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const dialog = (page) => page.getByRole('dialog', { name: 'Find' });
const results = (page) => dialog(page).getByRole('listitem');

/** The page for finding, with this search. */
async function find(page, search, scripts) {
  await page.goto('/find');
  const field = page.getByRole('main').getByRole('searchbox');
  await field.fill(search);
  if (!scripts) await page.getByRole('main').getByRole('button', { name: 'Find' }).click();
  await page.waitForURL('**/find?search=*');
}

test('the page finds people, and the forms for what can be done to them', async ({ page, scripts }) => {
  await signInAs(page, 'Account Admin');
  await openSomebody(page, { role: 'partial-edit', first: 'Fiona', last: 'Findable' });
  const person = new URL(page.url()).pathname;
  const main = page.getByRole('main');

  await find(page, 'fiona', scripts);
  await expect(main.locator('#found-count')).toHaveText('1 result');
  await expect(main.getByRole('link', { name: 'Fiona Findable' })).toHaveAttribute('href', person);

  await find(page, 'Fiona → Full Read-only', scripts);
  await main.getByRole('link', { name: 'Give Fiona Findable the role Full Read-only' }).click();
  // The page that confirms it: nothing is saved by opening it, and going back has it filled in.
  await page.waitForURL(`**${person}/roles?role=full-read-only&check=1`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check what changes for Fiona Findable');
  await expect(main).toContainText('Full Read-only');

  await find(page, 'block fiona', scripts);
  await main.getByRole('link', { name: 'Block Fiona Findable' }).click();
  await page.waitForURL(`**${person}?access=blocked&check=1`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check what changes for Fiona Findable');
  await expect(main).toContainText('Blocked: nothing now.');
  await expect(page.getByRole('button', { name: 'Confirm' })).toBeVisible();
  await page.getByRole('button', { name: 'Go back and change something' }).click();
  await expect(page.getByLabel('Blocked')).toBeChecked();

  await find(page, 'fiona → min', scripts);
  await expect(main.getByRole('link', { name: 'Give Fiona Findable the role Minimal Edit' })).toBeVisible();
  await expect(main.getByRole('link', { name: 'Give Fiona Findable the role Minimal Read-only' })).toBeVisible();
});

test('what a rule forbids leads nowhere, and questions lead to permissions', async ({ page, scripts }) => {
  await signInAs(page, 'Account Admin');
  await openSomebody(page, { role: 'partial-edit', first: 'Una', last: 'Blockable' });
  const main = page.getByRole('main');
  // What a rule forbids is shown with the rule, and leads nowhere.
  await find(page, 'unblock una', scripts);
  await expect(main.getByRole('listitem').first()).toContainText('Unblock Una Blockable');
  await expect(main.getByRole('listitem').first()).toContainText('This account is active already.');
  await expect(main.getByRole('link', { name: 'Unblock' })).toHaveCount(0);

  await find(page, 'who can text parents', scripts);
  await main.getByRole('link', { name: 'Who can: Send SMS' }).click();
  await page.waitForURL('**/roles/who?feature=comms-hub*send-sms');

  await find(page, 'xyzzy', scripts);
  await expect(main.locator('#found-count')).toContainText('Nothing matches “xyzzy”');
});

test('a teacher finds pages and permissions, and no colleague', async ({ page, scripts }) => {
  await signInAs(page, 'Full Edit');
  const main = page.getByRole('main');
  await find(page, 'block em', scripts);
  await expect(main.getByRole('listitem')).toHaveCount(0);
  await find(page, 'who can send sms', scripts);
  await main.getByRole('link', { name: 'Which roles can: Send SMS' }).click();
  await page.waitForURL('**/roles?*why=comms-hub*send-sms*');
  await page.goto('/find');
  await expect(main.getByRole('link', { name: 'Audit log' })).toHaveCount(0);
  await expect(main.getByRole('link', { name: 'Your account' })).toBeVisible();
});

test('without scripts the header leads to the page', async ({ page, scripts }) => {
  test.skip(scripts, 'with scripts it opens the dialog');
  await signInAs(page, 'Account Admin');
  await page.locator('#find-open').click();
  await page.waitForURL('**/find');
  await expect(dialog(page)).toBeHidden();
});

test.describe('the dialog', () => {
  test.skip(({ scripts }) => !scripts, 'without scripts there is the page');

  test('opens with a key, is used with the keyboard alone, and gives the focus back', async ({ page }) => {
    await signInAs(page, 'Account Admin');
    await page.goto('/users');
    await alive(page);
    await page.locator('#search').focus();
    for (const keys of ['Control+k', 'Meta+k']) {
      await page.keyboard.press(keys);
      await expect(dialog(page)).toBeVisible();
      await expect(dialog(page).getByRole('textbox')).toBeFocused();
      await expect(dialog(page).getByRole('status')).toHaveText('Pages you can open');
      await page.keyboard.press('Escape');
      await expect(dialog(page)).toBeHidden();
      await expect(page.locator('#search')).toBeFocused();
    }
    await page.keyboard.press('Control+k');
    await page.keyboard.type('who can send sms');
    await expect(dialog(page).getByRole('status')).toHaveText('1 result');
    const first = results(page).first().getByRole('link');
    await page.keyboard.press('ArrowDown');
    await expect(first).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(dialog(page).getByRole('textbox')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    // What is typed on a result goes into the field.
    await page.keyboard.type('!');
    await expect(dialog(page).getByRole('textbox')).toHaveValue('who can send sms!');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/roles/who?feature=comms-hub*send-sms');
    await expect(dialog(page)).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  });

  test('opens from the header and closes by its button, and nothing is done before it is confirmed', async ({ page }) => {
    await signInAs(page, 'Account Admin');
    await openSomebody(page, { role: 'partial-edit', first: 'Dora', last: 'Dialog' });
    const person = new URL(page.url()).pathname;
    await page.goto('/school');
    await alive(page);
    const posts = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
    await page.locator('#find-open').click();
    await dialog(page).getByRole('textbox').fill('block dora');
    await expect(results(page).first()).toContainText('Block Dora Dialog');
    await dialog(page).getByRole('button', { name: 'Close' }).click();
    await expect(dialog(page)).toBeHidden();
    await page.locator('#find-open').click();
    await results(page).first().getByRole('link').click();
    await page.waitForURL(`**${person}?access=blocked&check=1`);
    await expect(page.getByRole('button', { name: 'Confirm' })).toBeVisible();
    expect(posts).toEqual([]);
  });

  test('can be read by everybody, and fits a phone', async ({ page }) => {
    await signInAs(page, 'Account Admin');
    await alive(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.locator('#find-open').click();
    await dialog(page).getByRole('textbox').fill('block em');
    await expect(results(page).first()).toContainText('Block');
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run('#find-dialog'));
      expect(violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target).join(', ')}`), colorScheme).toEqual([]);
    }
    const box = await dialog(page).boundingBox();
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(320);
    expect(box.y + box.height).toBeLessThanOrEqual(640);
    for (const part of await dialog(page).locator('a, input, #find-close').all()) {
      expect((await part.boundingBox()).height).toBeGreaterThanOrEqual(44);
    }
  });

  test('is gone with the session', async ({ page, context }) => {
    await signInAs(page, 'Account Admin');
    await page.goto('/users');
    await alive(page);
    await page.keyboard.press('Control+k');
    await dialog(page).getByRole('textbox').fill('a');
    await expect(results(page).first()).toBeVisible();
    const other = await context.newPage();
    await other.goto('/sign-out');
    await other.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
    await other.waitForURL('**/sign-in');
    await page.bringToFront();
    await expect(page.locator('#find-dialog')).toHaveCount(0);
  });
});
