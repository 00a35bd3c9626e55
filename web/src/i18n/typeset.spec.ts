import { typeset } from './typeset';

describe('typeset', () => {
  it('keeps a French sign on the line of its word, however deep the text lies', () => {
    expect(typeset({ a: { b: 'Fermer « {{symbol}} » ? Oui : non ; {{hour}}:00 !' } })).toEqual({
      a: { b: 'Fermer «\u202F{{symbol}}\u202F»\u202F? Oui\u00A0: non\u202F; {{hour}}:00\u202F!' },
    });
  });
});
