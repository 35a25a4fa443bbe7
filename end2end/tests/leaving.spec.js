// What ends when a person leaves, and handing over what does not.
import { expect, signInAs, test } from '../support/test.js';
import { openSomebody, send } from '../support/pages.js';

/** Makes the person whose page is open key worker of a pupil, one without a key worker where possible. */
async function giveKeyChild(page, person) {
  await page.goto(`${person}/pupils?kind=key`);
  const row = page.locator('.pick').filter({ has: page.getByRole('checkbox', { disabled: false }) }).first();
  const child = (await row.locator('label').innerText()).trim();
  await row.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('Key worker: 1 key child')).toBeVisible();
  return child;
}

test('what ends and what to hand on is listed, and a key child is handed on', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await openSomebody(page, { first: 'Taker', last: 'Oncoming' });
  await openSomebody(page, { first: 'Lena', last: 'Leaver' });
  const person = new URL(page.url()).pathname;
  await page.getByRole('link', { name: 'What ends and what to hand on' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('When Lena Leaver leaves');
  await expect(page.locator('#ends')).toContainText('Full Edit in Sonar Tracker');
  await expect(page.getByText('Nothing to hand on')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Set a leaving date' })).toHaveAttribute('href', `${person}#status`);

  await giveKeyChild(page, person);
  await page.goto(`${person}/leaving?find=${encodeURIComponent('Oncoming, Taker')}`);
  await expect(page.getByRole('heading', { name: 'Key worker of 1 child' })).toBeVisible();
  // Only people who sign in are offered: Taker has not registered.
  await expect(page.getByText('Nobody matches')).toBeVisible();
  await page.goto(`${person}/leaving?find=fairweather`);
  await page.locator('.finder-list a').first().click();
  await page.getByRole('button', { name: /^Hand 1 child on to/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check what will change');
  await expect(page.locator('#taken-over')).toContainText('Key worker until now: Lena Leaver');
  await send(page, page.getByRole('button', { name: 'Confirm' }));
  await page.goto(`${person}/leaving`);
  await expect(page.getByText('Nothing to hand on')).toBeVisible();
});

test('deactivating somebody leads to what to hand on', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await openSomebody(page, { first: 'Dara', last: 'Parting' });
  const person = new URL(page.url()).pathname;
  await page.getByLabel('Account active').uncheck();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('link', { name: 'See what ends and what to hand on when Dara leaves' })).toBeVisible();
  await send(page, page.getByRole('button', { name: 'Confirm', exact: true }));
  await page.goto(`${person}/leaving`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What Dara Parting leaves behind');
  await expect(page.getByRole('heading', { name: 'What ended' })).toBeVisible();
});
