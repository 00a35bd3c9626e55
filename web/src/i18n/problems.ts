import { useTranslation } from 'react-i18next';
import { asProblem, type Problem } from '../api/problem';

interface Said {
  readonly text: string;
  readonly code: string;
  readonly requestId: string | null;
}

/** Says a refusal of the backend in the reader's language. A code without words of its own keeps the backend's. */
export function useProblemText(): (error: unknown) => Said {
  const { t } = useTranslation();
  const wordless = t('problem.other');
  return (error) => {
    const problem = asProblem(error);
    const texts = t('problem.codes', { returnObjects: true }) as Readonly<Record<string, string>>;
    const text = texts[keyOf(problem)] ?? (problem.detail || wordless);
    return { text, code: problem.code, requestId: problem.requestId };
  };
}

/** Dots separate the keys of texts, so codes are written with a line instead. */
function keyOf({ code }: Problem): string {
  return code.replaceAll('.', '_');
}
