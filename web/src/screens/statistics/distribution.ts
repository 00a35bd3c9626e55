/** Results from one up to the next. The outermost ones hold everything beyond: `from` or `to` is null there. */
export interface Bin {
  readonly from: number | null;
  readonly to: number | null;
  readonly count: number;
}

const BINS = 14;
/** What is rarer than this on either side is put together at the ends, so that one trade does not flatten all others. */
const TAIL = 0.02;
const STEPS = [1, 2, 2.5, 5, 10];

/** How often results fell where: bins of a round width, with a border at nought. */
export function distributionOf(results: readonly number[]): Bin[] {
  if (results.length === 0) return [];
  const sorted = results.toSorted((a, b) => a - b);
  const low = Math.min(0, at(sorted, TAIL));
  const high = Math.max(0, at(sorted, 1 - TAIL));
  const width = roundWidth((high - low) / BINS);
  const lowest = sorted[0] ?? 0;
  const highest = sorted.at(-1) ?? 0;
  // One loss among many gains is rare, and still no gain.
  const first = Math.min(Math.floor(rounded(low / width)), lowest < 0 ? -1 : 0);
  const last = Math.max(first + 1, Math.ceil(rounded(high / width)), highest >= 0 ? 1 : 0);
  const counts = Array.from({ length: last - first }, () => 0);
  for (const result of sorted) {
    const bin = Math.floor(rounded(result / width)) - first;
    const index = Math.min(Math.max(bin, 0), counts.length - 1);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts.map((count, index) => {
    const from = rounded((first + index) * width);
    const to = rounded((first + index + 1) * width);
    return {
      from: index === 0 && lowest < from ? null : from,
      to: index === counts.length - 1 && highest >= to ? null : to,
      count,
    };
  });
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.round(part * (sorted.length - 1))] ?? 0;
}

function roundWidth(width: number): number {
  if (width <= 0) return 1;
  const magnitude = 10 ** Math.floor(Math.log10(width));
  const step = STEPS.find((one) => one * magnitude >= width) ?? 10;
  return rounded(step * magnitude);
}

/** Without the dust of binary fractions: 0.3 is not 0.30000000000000004. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
