// What comes out of a printer: P17 of what fell short when tried as users would.
import { expect, signInAs, test } from '../support/test.js';

const onPaper = (page) => page.emulateMedia({ media: 'print', colorScheme: 'dark' });
const style = (locator, name) => locator.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name);
/** How light a colour is, from 0 for black to 1 for white. */
const lightness = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part) / 765, 0);

test.beforeEach(({}, info) => test.skip(info.project.name === 'tablet', 'the same paper'));

test('a printed list says which school, when, and what it was filtered by', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  await page.goto('/users?role=full-edit');
  await expect(page.locator('.on-paper')).toBeHidden();
  await onPaper(page);
  await expect(page.locator('.on-paper')).toHaveText(/^Hillside Primary School, as on \d+ \w+ \d{4} at \d\d:\d\d$/);
  await expect(page.locator('#role')).toBeVisible();
  await expect(page.locator('#role')).toHaveValue('full-edit');
  await expect(page.locator('.filter .actions, .filter button')).toHaveCount(await page.locator('.filter .actions:not(:visible), .filter button:not(:visible)').count());
  expect(lightness(await style(page.locator('tbody th').first(), 'color'))).toBeLessThan(0.3);
  expect(lightness(await style(page.locator('html'), 'background-color')) > 0.95 || (await style(page.locator('html'), 'background-color')).endsWith(', 0)')).toBe(true);
});

test('a printed page keeps together what belongs together, and says what is folded', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  await page.goto('/users/new');
  await onPaper(page);
  expect(await style(page.locator('.choice').first(), 'break-inside')).toBe('avoid');
  expect(await style(page.locator('.panel').first(), 'break-inside')).toBe('auto');
  expect(await style(page.locator('h1'), 'break-after')).toBe('avoid');
  const folded = page.locator('details:not(.menu):not([open]) > summary').first();
  expect(await folded.evaluate((summary) => getComputedStyle(summary, '::after').content)).toContain('folded: not printed');
});
