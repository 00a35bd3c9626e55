import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './tool';

const OURS = /^(docs\/runbooks\/.*|docs\/guides\/(operate|deploy|deployer).*|docs\/scaling)\.md$/;

const pages = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
  .map((file) => `docs/${file}`)
  .filter((file) => OURS.test(file));
const scripts = Object.keys(
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }).scripts,
);

/** A heading's address, as GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replace(/ /g, '-');
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');

  it('leads to pages and headings that are there', () => {
    for (const [, link = ''] of text.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? join(ROOT, page) : join(ROOT, dirname(page), file);
      expect([link, existsSync(target)]).toEqual([link, true]);
      if (anchor === undefined) continue;
      const headings = [...readFileSync(target, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        anchorOf(title),
      );
      expect([link, headings]).toEqual([link, expect.arrayContaining([anchor])]);
    }
  });

  it('names files and commands that are there', () => {
    for (const [, path = ''] of text.matchAll(/\b((?:k8s|monitoring|deploy)\/[\w./-]+)/g)) {
      const file = path.replace(/\.$/, '');
      expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
    }
    for (const [, script = ''] of text.matchAll(/npm run (\w+(?::\w+)*)/g)) {
      expect([script, scripts.includes(script)]).toEqual([script, true]);
    }
    for (const [, program = ''] of text.matchAll(/node dist\/(src\/[\w-]+)\.js/g)) {
      expect([program, existsSync(join(ROOT, `${program}.ts`))]).toEqual([program, true]);
    }
  });
});
