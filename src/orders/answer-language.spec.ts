import { answerLanguage } from './answer-language';

describe('answerLanguage', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['fr', 'fr'],
    ['fr-CH, fr;q=0.9, en;q=0.8', 'fr'],
    ['de, en;q=0.5, fr;q=0.7', 'fr'],
    ['en-US,en;q=0.9,fr;q=0.8', 'en'],
    ['fr;q=0, en;q=0.1', 'en'],
    ['de', 'en'],
    ['*', 'en'],
    [`${'x,'.repeat(1000)}fr`, 'en'],
  ])('reads %j as %s', (header, language) => {
    expect(answerLanguage(undefined, header)).toBe(language);
  });

  it('does as it is told before it looks at the header', () => {
    expect(answerLanguage('fr', 'en')).toBe('fr');
  });
});
