// Reads a style sheet, writes it minified and without anything the oldest supported browsers lack.
import { readFileSync } from 'node:fs';
import { transform } from 'lightningcss';

const version = (major, minor = 0) => (major << 16) | (minor << 8);
const { code, warnings } = transform({
  filename: 'main.css',
  code: readFileSync(0),
  minify: true,
  targets: { safari: version(16, 4), ios_saf: version(16, 4), chrome: version(111), firefox: version(115) },
});
if (warnings.length > 0) {
  console.error(warnings.map((warning) => warning.message).join('\n'));
  process.exit(1);
}
process.stdout.write(code);
