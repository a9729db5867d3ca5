// What the map shows on one date: who holds each place in what share, what is open, what is cut off.
import type { Actor, CorridorRow, DateFigure, Figure, MapData, Payload, Place, PresenceRow } from "../payload";

export interface HeldShare {
  actor: string;
  share: number;
  text: string;
}

export interface Moment {
  date: DateFigure;
  held: Map<string, HeldShare[]>;
  corridors: { row: CorridorRow; open: Figure }[];
  presence: { row: PresenceRow; open: Figure }[];
  cutOff: Map<string, { share: number; text: string }>;
}

/** From which share of futures on a place counts as settled. */
export const AGREED = 0.99;

/** The dates of the slider: those of the series, or the few that are mapped. */
export const datesOf = (map: MapData): DateFigure[] => map.series?.dates ?? map.dates;

const shareText = (map: MapData, share: number): string => map.series?.texts[String(share)] ?? "";

export function heldAt(map: MapData, place: Place, index: number): HeldShare[] {
  const series = map.series?.places[place.id];
  if (series) {
    return (series[index] ?? []).map(([actor, share]) => ({ actor, share, text: shareText(map, share) }));
  }
  return (place.held[index] ?? []).map((one) => ({ actor: one.actor, share: one.share.value, text: one.share.text }));
}

export function momentAt(map: MapData, index: number): Moment {
  const dates = datesOf(map);
  const at = Math.min(Math.max(index, 0), dates.length - 1);
  const open = (figures: Figure[]): Figure => figures[at] ?? { value: 0, text: "" };
  return {
    date: dates[at] ?? { value: "", text: "" },
    held: new Map(map.places.map((place) => [place.id, heldAt(map, place, at)])),
    corridors: map.series ? (map.corridors ?? []).map((row) => ({ row, open: open(row.open) })) : [],
    presence: map.series ? (map.presence ?? []).map((row) => ({ row, open: open(row.open) })) : [],
    cutOff: new Map(
      Object.entries(map.supply ?? {}).map(([id, shares]) => {
        const share = shares[at] ?? 0;
        return [id, { share, text: shareText(map, share) }];
      }),
    ),
  };
}

/** Numbers on the map run through the key alphabetically. */
export function numbered(places: readonly Place[]): Place[] {
  return [...places].sort(
    (a, b) => a.name.localeCompare(b.name, "en", { sensitivity: "base" }) || (a.id < b.id ? -1 : 1),
  );
}

const COLOUR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** On dark ground a dark colour is lifted, so that it stands out as it does on light ground. */
export function lifted(colour: string): string {
  const full = colour.length === 4 ? `#${[...colour.slice(1)].map((one) => one + one).join("")}` : colour;
  const parts = [1, 3, 5].map((start) => Number.parseInt(full.slice(start, start + 2), 16));
  const light = (0.2126 * parts[0]! + 0.7152 * parts[1]! + 0.0722 * parts[2]!) / 255;
  if (light > 0.42) return full;
  const mix = 0.62 - light;
  return `#${parts
    .map((one) =>
      Math.round(one + (255 - one) * mix)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

/** Actors by id, each with a colour that is one (a payload may come from anywhere), lifted for dark ground. */
export function actorsOf(payload: Payload, dark = false): Map<string, Actor> {
  const tone = dark ? lifted : (colour: string): string => colour;
  const known = payload.actors.map((one): [string, Actor] => [
    one.id,
    { ...one, colour: tone(COLOUR.test(one.colour) ? one.colour : "#767676") },
  ]);
  const nobody: [string, Actor] = ["", { id: "", name: "nobody", colour: tone("#767676"), shape: "ring" }];
  return new Map([nobody, ...known]);
}

/** The actors that hold a place in any future on any date, in the payload's order. */
export function holders(payload: Payload, actors: Map<string, Actor>): Actor[] {
  const seen = new Set<string>();
  for (const place of payload.map.places) {
    for (const date of place.held) for (const one of date) seen.add(one.actor);
    for (const date of payload.map.series?.places[place.id] ?? []) for (const [actor] of date) seen.add(actor);
  }
  return [...actors.values()].filter((one) => seen.has(one.id));
}

/** By client the outsider that weighs most with it. */
export function patronsOf(payload: Payload): Map<string, string> {
  const first = new Map<string, string>();
  for (const patron of payload.influence?.patrons ?? []) {
    for (const client of patron.clients) if (client.share_rank.value === 1) first.set(client.client, patron.actor);
  }
  return first;
}
