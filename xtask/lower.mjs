// Reads a style sheet and writes it minified and lowered to the oldest supported browsers.
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
