import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DENIAL_CODES, DENIALS } from '../../src/risk/denial-codes';
import { PRE_TRADE_RULES } from '../../src/risk/pre-trade-rules';
import { RULE_PACKS } from '../../src/risk/rule-packs';

const GUIDES = join(__dirname, '..', '..', 'docs', 'guides');

describe.each(['risk.md', 'risque.md'])('docs/guides/%s', (name) => {
  const text = readFileSync(join(GUIDES, name), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));

  it.each(DENIAL_CODES)('explains %s, with its rules, its numbers and what to change', (code) => {
    const row = rows.find((line) => line.startsWith(`| \`${code}\``)) ?? '';
    const [, head, meaning, numbers, change] = row.split('|').map((cell) => cell.trim());
    expect(meaning).toMatch(/\w{3}/);
    expect(change).toMatch(/\w{3}/);
    for (const { en } of DENIALS[code]) {
      for (const [, number] of en.matchAll(/\{(\w+)\}/g)) expect(numbers).toContain(`\`${number ?? ''}\``);
    }
    const asking = PRE_TRADE_RULES.filter(({ codes }) => codes.includes(code)).map(({ id }) => id);
    for (const id of asking) expect(head).toContain(id);
  });

  it('explains no code that there is not', () => {
    const explained = rows.flatMap(
      (line) => /^\| `([A-Z_]+)`(?: \(R|\s+\|[^|]*\|[^|]*\|[^|]*\|$)/.exec(line)?.[1] ?? [],
    );
    expect(explained.filter((code) => !(DENIAL_CODES as readonly string[]).includes(code))).toEqual([]);
  });

  it('is linked from the README, and from its twin', () => {
    const readme = readFileSync(join(GUIDES, '..', '..', 'README.md'), 'utf8');
    expect(readme).toContain(`docs/guides/${name}`);
    expect(text).toContain(name === 'risk.md' ? '(risque.md)' : '(risk.md)');
  });

  it('names a pack that exists', () => {
    const [, pack] = /"pack": "([^"]+)"/.exec(text) ?? [];
    expect(RULE_PACKS.map(({ id }) => id)).toContain(pack);
  });
});
