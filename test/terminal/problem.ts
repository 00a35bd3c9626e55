/** What an error answer says, as a person reads it: RFC 9457, when the body came through at all. */
export function problemSentence(body: string): string {
  const { detail, errors } = parsed(body);
  const fields = Array.isArray(errors) ? errors.map(fieldSentence).filter((text) => text !== '') : [];
  const sentence = typeof detail === 'string' ? detail : body.slice(0, 200);
  return fields.length === 0 ? sentence : `${sentence} (${fields.join(', ')})`;
}

function fieldSentence(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { pointer, message } = error as { pointer?: unknown; message?: unknown };
  return `${String(pointer)} ${String(message)}`;
}

function parsed(body: string): { detail?: unknown; errors?: unknown } {
  try {
    return JSON.parse(body) as { detail?: unknown; errors?: unknown };
  } catch {
    return {};
  }
}
