// Positions on an axis of dates, in per cent of its width.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120];

const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;

/** Where a date lies between two others, 0 to 100. */
export const along = (iso: string, first: string, last: string): number =>
  (100 * (day(iso) - day(first))) / Math.max(1, day(last) - day(first));

/** At most about `most` ticks at the first of a month, evenly many months apart. */
export function ticks(first: string, last: string, most: number): { at: number; text: string }[] {
  const [y1, m1] = first.split("-").map(Number) as [number, number];
  const [y2, m2] = last.split("-").map(Number) as [number, number];
  const months = (y2 - y1) * 12 + m2 - m1;
  const step = STEPS.find((one) => months / one <= most) ?? STEPS.at(-1)!;
  const found: { at: number; text: string }[] = [];
  for (let month = y1 * 12 + m1; month < y2 * 12 + m2; month++) {
    if (month % step !== 0) continue;
    const iso = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
    found.push({ at: along(iso, first, last), text: `${MONTHS[month % 12]} ${Math.floor(month / 12)}` });
  }
  return found;
}
