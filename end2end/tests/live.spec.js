import { expect, freshEmail, signInAs, test } from '../support/test.js';
import { fillUser, openForm } from '../support/pages.js';

test.skip(({ scripts }) => !scripts, 'without scripts a page is as it was when it was fetched');

/** The number of people in the widget. */
const total = (page) => page.locator('#users-widget').getByText(/^\d+$/).first();

/** The time, by this browser's clock, at which `selector` contains the text. */
const moment = (page, selector, text) =>
  page.waitForFunction(([selector, text]) => [...document.querySelectorAll(selector)].some((e) => e.textContent.includes(text)) && Date.now(), [selector, text], {
    polling: 20,
  });

test('the Users widget and the list redraw by themselves, in every open browser, within a second', async ({ page, anotherBrowser, scripts }) => {
  await signInAs(page, 'Account Owner');
  const before = Number(await total(page).innerText());
  await page.goto('/users?size=100');
  await expect(page.locator('.count')).toContainText(`${before} people`);

  const [watching, adding] = [await anotherBrowser(), await anotherBrowser()];
  await signInAs(watching, 'Account Admin');
  await expect(total(watching)).toHaveText(String(before));
  await signInAs(adding, 'Account Admin');
  await openForm(adding, scripts);
  const email = freshEmail('live');
  await fillUser(adding, { first: 'Live', last: 'Change', email, role: 'full-edit' });

  const [inWidget, inList] = [moment(watching, '#users-widget dd, #users-widget b, #users-widget span', String(before + 1)), moment(page, 'tbody td', email)];
  const answered = adding.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/users/new')).then(() => Date.now());
  await adding.getByRole('button', { name: 'Create User' }).click();
  const [made, widget, list] = await Promise.all([answered, inWidget, inList]);
  expect((await widget.jsonValue()) - made, 'milliseconds until the widget knew').toBeLessThan(1000);
  expect((await list.jsonValue()) - made, 'milliseconds until the list knew').toBeLessThan(1000);
  await expect(page.locator('.count')).toContainText(`${before + 1} people`);
  await expect(total(watching)).toHaveText(String(before + 1));
});
