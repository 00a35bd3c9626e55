/** The address under which a terminal reaches this backend: some builds of MetaTrader refuse the name "localhost". */
export function backendUrl(): string {
  const { protocol, hostname, port } = window.location;
  const host = hostname === 'localhost' ? '127.0.0.1' : hostname;
  return `${protocol}//${host}${port === '' ? '' : `:${port}`}`;
}

/** The inputs of the Expert Advisor that differ from its own, or that a newcomer should see. */
export function expertInputs(token: string): readonly (readonly [name: string, value: string])[] {
  return [
    ['BackendURL', backendUrl()],
    ['APIToken', token],
    ['EnableAutoTrading', 'true'],
    ['MaxRiskPercent', '2.0'],
    ['MaxOpenPositions', '5'],
  ];
}

/** A file for the button "Load" among the inputs. MetaTrader writes and reads these in UTF-16 with its mark. */
export function presetFile(token: string): Blob {
  const text = expertInputs(token)
    .map(([name, value]) => `${name}=${value}\r\n`)
    .join('');
  const units = Uint16Array.from([0xfeff, ...Array.from(text, (letter) => letter.charCodeAt(0))]);
  return new Blob([units], { type: 'application/octet-stream' });
}
