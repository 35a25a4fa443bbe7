// Changing the database of a test's own server, for what no test can wait for. Rolecall itself offers no way to do this.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs one statement that changes rows, and gives how many it changed: with Node's own SQLite, or the `sqlite3` program. */
async function change(file, sql) {
  const own = await import('node:sqlite').catch(() => null);
  if (own) {
    const database = new own.DatabaseSync(file);
    try {
      database.exec('PRAGMA busy_timeout = 5000');
      return Number(database.prepare(sql).run().changes);
    } finally {
      database.close();
    }
  }
  const { stdout } = await run('sqlite3', ['-cmd', '.timeout 5000', file, `${sql}; SELECT changes();`]).catch((error) => {
    throw new Error(`this test needs Node 22.13 or the program sqlite3: ${error.message}`);
  });
  return Number(stdout.trim());
}

/** Lets the password of this page's session be that many minutes older. */
export async function agePassword(demo, page, minutes) {
  const cookies = await page.context().cookies();
  const token = cookies.find(({ name }) => name === 'rolecall')?.value ?? '';
  const hash = createHash('sha256').update(token).digest('hex');
  const sql = `UPDATE sessions SET proved_at = proved_at - ${minutes * 60_000} WHERE token_hash = '${hash}'`;
  const changed = await change(demo.database, sql);
  if (changed !== 1) throw new Error(`${changed} sessions have this page's token`);
}
