import { send, viewAs } from '../support/pages.js';
import { expect, signInAs, test } from '../support/test.js';

const banner = (page) => page.getByRole('region', { name: 'Viewing as a role' });

test('an admin sees the school as a role does, is refused what it is refused, and is back in one click', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await page.locator('.menu > summary').click();
  await page.getByRole('link', { name: 'View as a role' }).click();
  // Nobody can view as a role above their own.
  const row = (role) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: role }) });
  await expect(row('Account Owner')).toContainText('above your own role');
  await expect(row('Account Owner').getByRole('button')).toHaveCount(0);
  await page.getByRole('button', { name: 'View as Partial Edit' }).click();

  await expect(page).toHaveURL(/\/school$/);
  await expect(banner(page)).toContainText('Viewing as Partial Edit');
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Users', exact: true })).toHaveCount(0);
  await page.goto('/pupils');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pupils');
  await expect(banner(page)).toBeVisible();

  await page.goto('/users?q=a');
  await expect(page.getByRole('main')).toContainText('What Partial Edit lacks');
  await expect(page.getByRole('main')).toContainText('looking after people and settings');
  // The banner stays in view while scrolling.
  await page.goto('/roles');
  await page.getByRole('contentinfo').scrollIntoViewIfNeeded();
  await expect(banner(page)).toBeInViewport();
  await page.goto('/users?q=a');
  await banner(page).getByRole('button', { name: 'Stop viewing' }).click();
  await expect(page).toHaveURL(/\/users\?q=a$/);
  await expect(banner(page)).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Users');
});

test('what is changed while viewing is refused and says why', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  await page.goto('/settings');
  const name = page.getByLabel('School name');
  const before = await name.inputValue();
  await viewAs(page, 'Account Admin');
  await page.goto('/settings');
  await name.fill('Changed while viewing');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByRole('main')).toContainText('nothing can be changed meanwhile');
  await send(page, banner(page).getByRole('button', { name: 'Stop viewing' }));
  await expect(banner(page)).toHaveCount(0);
  await page.goto('/settings');
  await expect(name).toHaveValue(before);
});
