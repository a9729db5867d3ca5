// What a variant changes on the map: who gains how much of the futures, place by place, on the same luck.
import type { MapData } from "../payload";
import { datesOf } from "./moment";

/** The side that gains most at a place, by what share of futures, and at whose cost. */
export interface Change {
  actor: string;
  points: number;
  text: string;
  loser: string | null;
}

/** Smaller differences are what chance does. */
export const LEAST = 0.02;

/** The largest gain at one place, or null where nothing changes by more than chance would. */
export function changeOf(
  differences: readonly (readonly [string, number])[],
  texts: Record<string, string>,
): Change | null {
  const sorted = [...differences].sort((a, b) => b[1] - a[1]);
  const [most, least] = [sorted[0], sorted.at(-1)];
  if (!most || most[1] < LEAST) return null;
  const loser = least && least[1] < 0 ? least[0] : null;
  return { actor: most[0], points: most[1], text: texts[String(most[1])] ?? "", loser };
}

/** The date on which variants are compared that is nearest to a date of the slider: its index there, and of the slider. */
export function nearest(map: MapData, index: number): { at: number; slide: number } {
  const dates = map.variants?.dates ?? [];
  const slides = datesOf(map);
  const wanted = Date.parse(slides[index]?.value ?? "");
  const far = dates.map((date) => Math.abs(Date.parse(date.value) - wanted));
  const at = far.indexOf(Math.min(...far));
  const slide = slides.findIndex((date) => date.value === dates[at]?.value);
  return { at, slide: slide < 0 ? index : slide };
}

/** Changes by place; places that do not change are left out. */
export function changesOf(map: MapData, variant: string, index: number): Map<string, Change> {
  const found = new Map<string, Change>();
  const other = map.variants?.list.find((one) => one.id === variant);
  if (!other || !map.variants) return found;
  const { at } = nearest(map, index);
  for (const [place, dates] of Object.entries(other.places)) {
    const change = changeOf(dates[at] ?? [], map.variants.texts);
    if (change) found.set(place, change);
  }
  return found;
}
