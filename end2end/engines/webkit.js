// WebKit as packaged by Debian (MiniBrowser), driven by WebKitWebDriver on a virtual display.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder, By, Capabilities, until } from 'selenium-webdriver';
import { setTimeout as pause } from 'node:timers/promises';

const freePort = () =>
  new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

export async function webkit() {
  const port = await freePort();
  // Without compositing, which a virtual display lacks, WebKitGTK ends in a view transition: it is told to move nothing.
  const settings = mkdtempSync(join(tmpdir(), 'rolecall-gtk-'));
  for (const version of ['gtk-3.0', 'gtk-4.0']) {
    mkdirSync(join(settings, version));
    writeFileSync(join(settings, version, 'settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
  }
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], {
    env: { ...process.env, XDG_CONFIG_HOME: settings, WEBKIT_DISABLE_COMPOSITING_MODE: '1', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
    stdio: 'ignore',
    // The virtual display and the driver stop together.
    detached: true,
  });
  const server = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries++) {
    if (await fetch(`${server}/status`).then((answer) => answer.ok, () => false)) break;
    await pause(100);
  }
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', args: ['--automation'] },
  });
  const browser = await new Builder().usingServer(server).withCapabilities(capabilities).build();
  return {
    go: (address) => browser.get(address),
    fill: async (selector, text) => {
      const field = await browser.wait(until.elementLocated(By.css(selector)), 20_000);
      await field.clear();
      await field.sendKeys(text);
    },
    read: (selector) => browser.executeScript(`return document.querySelector(arguments[0]).innerText`, selector),
    evaluate: (body) => browser.executeScript(body),
    close: async () => {
      await browser.quit().catch(() => {});
      process.kill(-driver.pid, 'SIGTERM');
      rmSync(settings, { recursive: true, force: true });
    },
  };
}
