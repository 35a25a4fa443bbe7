import { mailedLink } from '../support/pages.js';
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
  const search = async (text) => {
    await page.locator('#search').fill(text);
    if (!scripts) await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(`**/users?*search=${text}*`);
  };
  // Françoise, Siân and Łukaszewski, as typed on a keyboard without these letters.
  for (const [typed, name] of [['francoise', 'Françoise Beaumont'], ['sian', 'Siân Llewellyn-Jones'], ['lukaszewski', 'Tomasz Łukaszewski']]) {
    await search(typed);
    await expect(page.locator('tbody tr')).toHaveCount(1);
    await expect(page.locator('tbody tr').first()).toContainText(name);
    await expect(page.getByRole('main')).toContainText('1 person matches');
  }
  await search('zzz-nobody');
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
  for (const query of ['page=0', 'page=-1', 'page=99999', 'size=0', 'size=1000000000', 'sort=nonsense', 'role=boss', 'status=x', 'order=up', 'search=%25%5F%5C']) {
    const answer = await page.goto(`/users?${query}`);
    expect(answer.status(), query).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Users');
  }
});

test('an invitation is sent again, and the earlier link says so', async ({ page }) => {
  const email = 'grace.thompson@hillside-primary.example';
  const earlier = await mailedLink(page, email);
  await page.goto(earlier);
  await expect(page.getByLabel('New password')).toBeVisible();
  await page.goto('/users?search=grace.thompson');
  await page.locator('tbody tr').first().getByRole('button', { name: /Send again/ }).click();
  await expect(page.getByRole('main')).toContainText(/is on its way/i);
  await expect(page.getByRole('main')).toContainText('Grace Thompson');
  const later = await mailedLink(page, email, { earlier });
  await page.goto(earlier);
  await expect(page.getByRole('main')).toContainText(/newer/i);
  await expect(page.getByLabel('New password')).toHaveCount(0);
  await page.goto(later);
  await expect(page.getByLabel('New password')).toBeVisible();
});
