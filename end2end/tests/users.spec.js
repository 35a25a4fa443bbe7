import { expect, signInAs, test } from '../support/test.js';

test.beforeEach(async ({ page }) => signInAs(page, 'Account Owner'));

const names = (page) => page.locator('tbody th').allInnerTexts();

test('what is shown stands in the address: search, filters, sort, size', async ({ page, scripts }) => {
  await page.goto('/users');
  const everybody = await names(page);
  expect(everybody.length).toBeGreaterThan(20);

  await page.locator('select[name="role"]').selectOption('minimal-read-only');
  if (!scripts) await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL('**/users?*role=minimal-read-only*');
  await expect(async () => expect((await names(page)).length).toBeLessThan(everybody.length)).toPass();
  for (const row of await page.locator('tbody tr').all()) await expect(row).toContainText('Minimal Read-only');

  await page.goBack();
  await expect(async () => expect((await names(page)).length).toBe(everybody.length)).toPass();

  await page.getByRole('columnheader', { name: 'Email' }).getByRole('link').click();
  await page.waitForURL('**/users?*sort=email*');
  await expect(page.getByRole('columnheader', { name: 'Email' })).toHaveAttribute('aria-sort', 'ascending');
});

test('a search finds names without their accents and counts what it finds', async ({ page, scripts }) => {
  await page.goto('/users');
  await page.locator('input[name="search"]').fill('zzz-nobody');
  if (!scripts) await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL('**/users?*search=zzz-nobody*');
  await expect(page.locator('tbody tr')).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('Clear');
});

test('a search finds people however their name is typed', async ({ page }) => {
  for (const [search, name] of [["O'Brien, David", "David O'Brien"], ['obrien david', "David O'Brien"], ['FAIRWEATHER,zoe', 'Zoë Fairweather']]) {
    await page.goto(`/users?search=${encodeURIComponent(search)}`);
    await expect(page.locator('tbody tr')).toHaveCount(1);
    await expect(page.locator('tbody tr')).toContainText(name);
  }
});

test('addresses that make no sense show the list all the same', async ({ page }) => {
  for (const query of ['page=0', 'page=-1', 'page=99999', 'size=0', 'size=1000000000', 'sort=nonsense', 'role=boss', 'standing=x', 'order=up', 'search=%25%5F%5C']) {
    const answer = await page.goto(`/users?${query}`);
    expect(answer.status(), query).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Users');
  }
});

test('an invitation is sent again, and the earlier link says so', async ({ page }) => {
  await page.goto('/users?standing=invited');
  const row = page.locator('tbody tr').first();
  const name = await row.locator('th').innerText();
  await row.getByRole('button', { name: /Send again/ }).click();
  await expect(page.getByRole('main')).toContainText(/is on its way|less than a minute ago/i);
  await expect(page.getByRole('main')).toContainText(name.split('\n')[0]);
});
