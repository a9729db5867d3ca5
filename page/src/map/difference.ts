// What a variant changes on the map: who gains how much of the futures, place by place.
import type { MapData, Place } from "../payload";
import { heldAt } from "./moment";

/** The actor that gains most at a place, and by what share of futures. */
export interface Change {
  actor: string;
  points: number;
}

/** Smaller differences are what chance does. */
export const LEAST = 0.02;

type Shares = Map<string, number>;

function sharesOf(pairs: readonly (readonly [string, number])[]): Shares {
  return new Map(pairs);
}

/** The largest gain at one place, or null where nothing changes by more than chance would. */
export function changeOf(base: Shares, other: Shares): Change | null {
  let best: Change | null = null;
  for (const actor of new Set([...base.keys(), ...other.keys()])) {
    const points = (other.get(actor) ?? 0) - (base.get(actor) ?? 0);
    if (points >= LEAST && (best === null || points > best.points)) best = { actor, points };
  }
  return best;
}

/** Changes by place on one date of the series; places that do not change are left out. */
export function changesOf(map: MapData, variant: string, index: number): Map<string, Change> {
  const found = new Map<string, Change>();
  const other = map.variants?.find((one) => one.id === variant);
  if (!other) return found;
  const base = (place: Place): Shares =>
    sharesOf(heldAt(map, place, index).map((one) => [one.actor, one.share] as const));
  for (const place of map.places) {
    const dates = other.places[place.id];
    if (!dates) continue;
    const change = changeOf(base(place), sharesOf(dates[index] ?? []));
    if (change) found.set(place.id, change);
  }
  return found;
}
