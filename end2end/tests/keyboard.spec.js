import { expect, freshEmail, signInAs, test } from '../support/test.js';

test('a colleague is added with the keyboard alone', async ({ page, scripts }, info) => {
  test.skip(!scripts || info.project.name === 'tablet', 'a keyboard stands on a desk');
  const email = freshEmail('keys');
  await signInAs(page, 'Account Admin');
  await page.goto('/users/new');
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveAttribute('href', '#main');
  await page.getByLabel('First name').focus();
  await page.keyboard.type('Key');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Board');
  await page.keyboard.press('Tab');
  await page.keyboard.type(email);
  const chosen = page.locator('input[name="role"]:checked');
  for (let steps = 0; steps < 30; steps++) {
    await page.keyboard.press('Tab');
    if ((await page.locator(':focus').getAttribute('name')) === 'role') break;
  }
  await page.keyboard.press('Space');
  await expect(chosen).toHaveCount(1);
  // A standard role or one that the school created may come next: the order is the school's.
  const offered = await page.locator('input[name="role"]:enabled').evaluateAll((inputs) => inputs.map((input) => input.value));
  const first = offered.indexOf(await chosen.inputValue());
  await page.keyboard.press('ArrowDown');
  await expect(chosen).toHaveValue(offered[first + 1]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toContainText('Key Board was added');
});

/** Presses a key until the focus is where `found` says, and returns how often. */
async function pressUntil(page, key, found) {
  for (let count = 0; count < 40; count += 1) {
    if (await page.evaluate(`(${found})(document.activeElement)`)) return count;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} leads nowhere: ${found}`);
}

test('from the School page to a colleague who was added takes few keys, with one hand', async ({ page, scripts }, info) => {
  test.skip(!scripts || info.project.name === 'tablet', 'a keyboard stands on a desk');
  await signInAs(page, 'Account Admin');
  await page.goto('/school');
  let keys = await pressUntil(page, 'Tab', (element) => element.getAttribute('href') === '/users/new');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add a new user');
  await expect(page.locator('leptos-island[data-awake=""]')).toHaveCount(2);
  for (const [field, text] of [['first_name', 'One'], ['last_name', 'Hand'], ['email', freshEmail('onehand')]]) {
    keys += await pressUntil(page, 'Tab', `(element) => element.id === '${field}'`);
    await page.keyboard.type(text);
  }
  keys += await pressUntil(page, 'Tab', (element) => element.name === 'role');
  await page.keyboard.press('Space');
  const chosen = page.locator('input[name="role"]:checked');
  while ((await chosen.inputValue()) !== 'partial-edit') {
    await page.keyboard.press('ArrowDown');
    keys += 1;
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toContainText('One Hand was added');
  // The figure `add_user_keys`: presses of Tab and arrows.
  expect(keys).toBeLessThanOrEqual(20);
});
