import { DENIAL_CODES, DENIALS } from './denial-codes';
import { deny, explainDenial } from './denial';
import { LEDGER_SENTENCES } from './ledger-sentences';
import { type Sentence } from './language';
import { namesIn } from './wording';

function everyForm(): [string, Sentence][] {
  const denials = DENIAL_CODES.flatMap((code) =>
    DENIALS[code].map((form): [string, Sentence] => [code, form]),
  );
  const steps = Object.entries(LEDGER_SENTENCES).flatMap(([step, { full, brief }]) =>
    [...full, ...brief].map((form): [string, Sentence] => [step, form]),
  );
  return [...denials, ...steps];
}

describe('the sentences', () => {
  it.each(everyForm())('%s needs the same numbers in both languages', (_, { en, fr }) => {
    expect(new Set(namesIn(fr))).toEqual(new Set(namesIn(en)));
  });

  it.each(DENIAL_CODES)('%s tells its forms apart by the numbers they need', (code) => {
    const forms = DENIALS[code].map(({ en }) => namesIn(en));
    forms.forEach((names, index) => {
      // a form must not be hidden by an earlier one that needs no more than it does
      const hidden = forms.slice(0, index).some((earlier) => earlier.every((name) => names.includes(name)));
      expect(hidden).toBe(false);
    });
  });
});

describe('explainDenial', () => {
  it('says the form whose numbers it has', () => {
    const old = deny('SIGNAL_TIME_OUT_OF_RANGE', { age_seconds: '31536000', max_age_seconds: '120' });
    const early = deny('SIGNAL_TIME_OUT_OF_RANGE', { ahead_seconds: '9', max_ahead_seconds: '5' });
    expect(explainDenial(old, 'en')).toBe(
      'The signal is 31,536,000 s old; an opening signal may be at most 120 s old',
    );
    expect(explainDenial(early, 'fr')).toBe('Le signal est daté 9 s dans le futur ; 5 s sont permises');
  });

  it('leaves names alone that look like numbers', () => {
    const denial = deny('REFERENCE_DATA_MISSING', { symbol: '600519', missing: 'tick_size' });
    expect(explainDenial(denial, 'en')).toContain('600519: tick_size');
  });
});
