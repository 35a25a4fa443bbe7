// Starts the demonstration on a free port with its own database, and stops it again.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = resolve(import.meta.dirname, '../..');
const program = resolve(root, process.env.ROLECALL_BIN ?? 'target/debug/rolecall');
const site = resolve(root, process.env.ROLECALL_SITE ?? 'target/site');

const freePort = () =>
  new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** A running demonstration: its address, its database's file, and how to stop it. */
export async function startDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const database = join(folder, 'demo.db');
  const server = spawn(program, ['serve', '--demo', '--listen', `127.0.0.1:${port}`, '--site-root', site], {
    cwd: folder,
    env: { ...process.env, DATABASE_URL: `sqlite:${database}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (said = (said + text).slice(-20_000)));
  const ended = new Promise((done) => server.once('exit', done));
  const stop = async () => {
    server.kill('SIGTERM');
    const late = setTimeout(() => server.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(late);
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) throw new Error(`the server ended at once:\n${said}`);
    const healthy = await fetch(`${base}/healthz`).then((answer) => answer.ok, () => false);
    if (healthy) return { base, database, stop, said: () => said };
    await pause(100);
  }
  await stop();
  throw new Error(`the server did not get ready:\n${said}`);
}
