const AGAIN_AFTER_MS = 2_000;
const ENOUGH_FAILURES = 3;
/** Of a page that was loaded anew for this and still misses a part: it is not loaded again for that. */
const RELOADED = 'rubi.reloaded-for-a-part';

/**
 * Fetches a part of the application until it comes: a part that fails takes the whole page with it, and a backend that
 * restarts is back in a moment. Parts of a version that is no longer served come with the page, loaded anew once.
 */
export function persistently<Part>(load: () => Promise<Part>): () => Promise<Part> {
  const attempt = async (failures: number): Promise<Part> => {
    try {
      const part = await load();
      sessionStorage.removeItem(RELOADED);
      return part;
    } catch {
      if (failures >= ENOUGH_FAILURES && (await isServed())) loadAnew();
      await new Promise((resolve) => window.setTimeout(resolve, AGAIN_AFTER_MS));
      return attempt(failures + 1);
    }
  };
  return () => attempt(1);
}

async function isServed(): Promise<boolean> {
  const answer = await fetch('/health/live').catch(() => null);
  return answer?.ok === true;
}

function loadAnew(): void {
  if (sessionStorage.getItem(RELOADED) !== null) return;
  sessionStorage.setItem(RELOADED, 'yes');
  window.location.reload();
}
