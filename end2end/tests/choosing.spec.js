// Choosing one of the permissions: who has it, an exception for it, and the closest role for several.
import { expect, signInAs, test } from '../support/test.js';
import { openSomebody, taken } from '../support/pages.js';

test('a permission is found by the words of schools, and who has it is answered for somebody in particular', async ({ page, scripts }) => {
  await signInAs(page, 'Account Admin');
  await openSomebody(page, { role: 'partial-edit', first: 'Wanda', last: 'Whoask' });
  const person = new URL(page.url()).pathname;
  const main = page.getByRole('main');
  await page.goto('/roles/who');
  await page.locator('#find').fill('texts');
  if (!scripts) await main.getByRole('button', { name: 'Find' }).first().click();
  await page.waitForURL('**/roles/who?find=texts');
  await expect(page.locator('#permissions-count')).toHaveText('1 permission');
  await main.getByRole('link', { name: 'Send SMS' }).click();
  await page.waitForURL('**/roles/who?feature=comms-hub*send-sms');
  await expect(page.locator('#holders-count')).toContainText('Send SMS');
  // The answer is directly below the question, above what else can be asked.
  const tops = await page.locator('#find, #holders-count, #person').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  expect(tops).toEqual([...tops].sort((one, next) => one - next));

  await page.locator('#person').fill('wanda');
  if (!scripts) await page.locator('#somebody').getByRole('button', { name: 'Find' }).click();
  await page.waitForURL('**/roles/who?*person=wanda*');
  const answer = page.locator('.answers li');
  await expect(answer).toContainText('Wanda Whoask: Not registered yet: nothing now. Once registered: no.');
  await answer.getByRole('link', { name: 'Allow until…' }).click();
  await page.waitForURL(`**${person}/exceptions?feature=comms-hub*send-sms&effect=allow*`);
  await expect(page.locator('#feature')).toHaveValue('comms-hub/compose-send-messages/send-sms');
  await expect(page.getByRole('radio', { name: /^Allow/ })).toBeChecked();
});

test('the list of permissions is narrowed down while one types', async ({ page, scripts }) => {
  await signInAs(page, 'Account Admin');
  await openSomebody(page, { role: 'partial-edit', first: 'Nora', last: 'Narrow' });
  await page.goto(`${new URL(page.url()).pathname}/exceptions`);
  const options = page.locator('#feature optgroup > option');
  await expect(options).toHaveCount(169);
  const search = page.locator('#feature-search');
  if (!scripts) return expect(search).toBeHidden();
  await search.fill('safeguard');
  await expect(options).toHaveCount(1);
  await expect(page.locator('#feature-count')).toHaveText('1 of 169 permissions');
  await search.press('Enter');
  await expect(page.locator('#feature')).toBeFocused();
  await expect(page.locator('#feature')).toHaveValue('juniper-mis/pupils/pupils-safeguarding');
  // Other words find it too, and nothing typed brings the list back with the choice kept.
  await search.fill('cpoms');
  await expect(options).toHaveCount(1);
  await search.fill('');
  await expect(options).toHaveCount(169);
  await expect(page.locator('#feature')).toHaveValue('juniper-mis/pupils/pupils-safeguarding');
});

test('what somebody needs is ticked, and the closest role is used', async ({ page, scripts }) => {
  await signInAs(page, 'Account Admin');
  await page.goto('/roles/guide');
  await page.getByRole('link', { name: 'Find the closest role' }).click();
  await page.waitForURL('**/roles/closest');
  const main = page.getByRole('main');
  await main.getByLabel('Edit summative in-year').check({ force: true });
  await main.getByRole('button', { name: 'Show the closest roles' }).click();
  await page.waitForURL('**/roles/closest?need=*');
  const closest = page.locator('#closest .fit').first();
  await expect(closest).toContainText('Minimal Edit');
  await expect(closest).toContainText('Gives');
  await expect(main.getByLabel('Edit summative in-year')).toBeChecked();
  const role = 'minimal-edit';
  await closest.getByRole('link', { name: 'Use this role' }).click();
  await page.waitForURL(`**/users/new?role=${role}`);
  if (scripts) await taken(page);
  await expect(page.locator(`input[name="role"][value="${role}"]`)).toBeChecked();
  await page.goBack();
  await closest.getByRole('link', { name: 'Make a role from it' }).click();
  await page.waitForURL(`**/roles/manage?role=${role}*`);
  await expect(page.locator('select[name="role"]')).toHaveValue(role);
});

test('a teacher sees the closest role and gives none', async ({ page }) => {
  await signInAs(page, 'Full Edit');
  await page.goto('/roles/closest?need=juniper-mis/pupils/pupils-safeguarding&need=no/such/thing');
  // Another test may have made a role that fits more closely.
  await expect(page.locator('#closest .fit').filter({ hasText: 'Full Edit' }).first()).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'Use this role' })).toHaveCount(0);
});
