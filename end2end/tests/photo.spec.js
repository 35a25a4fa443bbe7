import { halves } from '../support/pictures.js';
import { expect, signInAs, test } from '../support/test.js';

const file = (buffer, name = 'amy.png', mimeType = 'image/png') => ({ name, mimeType, buffer });

/** The row of a person who can be invited. */
const row = (page, place) => page.locator('tbody tr').filter({ has: page.locator('button[name="invite"]') }).nth(place);

/** Opens the page of a person whom no other test here uses. */
async function openPerson(page, place) {
  await page.goto('/users');
  const member = await row(page, place).locator('button[name="invite"]').getAttribute('value');
  await page.goto(`/users/${member}`);
  return page.locator('#photo');
}

/** The colour in the middle of a canvas, or of a picture's left and right half. */
const colours = (target) =>
  target.evaluate(async (shown) => {
    // A picture has its colours once it has come.
    await shown.decode?.();
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 100;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(shown, 0, 0, 100, 100);
    const name = ([red, , blue]) => (red > blue ? 'red' : 'blue');
    return [10, 90].map((x) => name(context.getImageData(x, 50, 1, 1).data)).join(' ');
  });

test.beforeEach(async ({ page }) => signInAs(page, 'Account Owner'));

test('a picture becomes the photo, and is taken away again', async ({ page, scripts }) => {
  const part = await openPerson(page, 0);
  await expect(part.locator('.avatar img')).toHaveCount(0);
  await part.getByLabel('Choose a picture').setInputFiles(file(halves(400, 200)));
  if (scripts) await expect(part.locator('canvas')).toBeFocused();
  await part.getByRole('button', { name: 'Save photo' }).click();
  if (scripts) await expect(part.getByRole('status')).toHaveText('The photo is saved. Choose another to replace it.');
  const photo = part.locator('.avatar img');
  await expect(photo).toHaveAttribute('src', /^\/photos\/[0-9a-f]{32}\/512$/);
  if (scripts) expect(await colours(photo)).toBe('red blue');
  await page.goto('/users');
  await expect(row(page, 0).locator('th .avatar img')).toHaveAttribute('src', /^\/photos\/[0-9a-f]{32}\/96$/);
  await page.goBack();

  await part.getByText('Remove photo').click();
  await part.getByRole('button', { name: 'Yes, remove the photo' }).click();
  await expect(page).toHaveURL(/\/users\/[0-9a-f]{32}#photo$/);
  await expect(part.locator('.avatar img')).toHaveCount(0);
});

test('what is no picture is refused in words', async ({ page, scripts }) => {
  const part = await openPerson(page, 1);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  await part.getByLabel('Choose a picture').setInputFiles(file(svg, 'amy.png'));
  if (scripts) {
    await expect(part.locator('.error')).toContainText('Choose another picture');
    await part.getByLabel('Choose a picture').setInputFiles(file(svg, 'amy.svg', 'image/svg+xml'));
    await expect(part.locator('.error')).toContainText('Choose a JPEG, PNG or WebP picture');
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
    await part.getByLabel('Choose a picture').setInputFiles(file(heic, 'IMG_0042.HEIC', 'image/heic'));
    await expect(part.locator('.error')).toContainText('iPhone’s HEIC picture. Save it as JPEG');
  } else {
    await part.getByRole('button', { name: 'Save photo' }).click();
    await expect(page.getByRole('main')).toContainText('Choose a JPEG, PNG or WebP picture');
    await page.getByRole('link', { name: 'Go back and choose another picture' }).click();
  }
  await expect(part.locator('.avatar img')).toHaveCount(0);
});

test('the square is moved and zoomed with keys, sliders and pointer', async ({ page, scripts }) => {
  test.skip(!scripts, 'cropping needs scripts');
  const part = await openPerson(page, 2);
  await part.getByLabel('Choose a picture').setInputFiles(file(halves(800, 400)));
  const canvas = part.locator('canvas');
  await expect(canvas).toBeFocused();
  await expect.poll(() => colours(canvas)).toBe('red blue');
  for (let press = 0; press < 12; press++) await page.keyboard.press('ArrowLeft');
  await expect.poll(() => colours(canvas)).toBe('blue blue');
  await part.getByLabel('Left to right').fill('0');
  await expect.poll(() => colours(canvas)).toBe('red red');
  await expect(part.getByLabel('Top to bottom')).toBeHidden();
  await part.getByLabel('Zoom').fill('200');
  await expect(part.getByLabel('Top to bottom')).toBeVisible();
  const { x, y, width } = await canvas.boundingBox();
  await page.mouse.move(x + width * 0.9, y + width / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.1, y + width / 2, { steps: 5 });
  await page.mouse.up();
  expect(Number(await part.getByLabel('Left to right').inputValue())).toBeGreaterThan(20);
  await canvas.focus();
  await page.keyboard.press('-');
  expect(Number(await part.getByLabel('Zoom').inputValue())).toBeLessThan(200);
});

test('an upload can be left, and nothing is saved', async ({ page, scripts }) => {
  test.skip(!scripts, 'without scripts it is the browser that sends');
  const part = await openPerson(page, 3);
  let abandoned;
  const asked = new Promise((resolve) => (abandoned = resolve));
  await page.route('**/photo', (route) => abandoned(route));
  await part.getByLabel('Choose a picture').setInputFiles(file(halves(400, 400)));
  // Until the page is hydrated, "Save photo" is the form's own button.
  await expect(part.locator('canvas')).toBeFocused();
  await part.getByRole('button', { name: 'Save photo' }).click();
  await expect(part.getByRole('progressbar', { name: 'Sending the photo' })).toBeVisible();
  await asked;
  await part.getByRole('button', { name: 'Cancel' }).click();
  await expect(part.locator('canvas')).toHaveCount(0);
  await expect(part.getByLabel('Choose a picture')).toBeFocused();
  await page.reload();
  await expect(part.locator('.avatar img')).toHaveCount(0);
});

test('an upload cancelled before it is sent is never sent', async ({ page, scripts }) => {
  test.skip(!scripts, 'without scripts it is the browser that sends');
  // The square is made only when the test says so.
  await page.addInitScript(() => {
    const made = HTMLCanvasElement.prototype.toBlob;
    HTMLCanvasElement.prototype.toBlob = function (done, ...how) {
      window.finish = () => new Promise((resolve) => made.call(this, (blob) => resolve(done(blob)), ...how));
    };
  });
  const part = await openPerson(page, 4);
  let sent = 0;
  await page.route('**/photo', (route) => route.abort(void sent++));
  await part.getByLabel('Choose a picture').setInputFiles(file(halves(400, 400)));
  await expect(part.locator('canvas')).toBeFocused();
  await part.getByRole('button', { name: 'Save photo' }).click();
  await page.waitForFunction(() => window.finish);
  await part.getByRole('button', { name: 'Cancel' }).click();
  await expect(part.locator('canvas')).toHaveCount(0);
  await page.evaluate(() => window.finish());
  // Another picture can be sent: the first attempt does not interfere.
  await part.getByLabel('Choose a picture').setInputFiles(file(halves(400, 400), 'other.png'));
  await expect(part.getByRole('button', { name: 'Save photo' })).toBeEnabled();
  expect(sent).toBe(0);
});
