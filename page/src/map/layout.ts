// Where everything on a map stands: markers pushed apart, roads, corridors, flags, labels. Plain numbers, no drawing.
import type { MapData, Place, Position } from "../payload";
import { type Box, type Ground, type Label, type Measure, Placer, placeLabels, type Spot, spread } from "./labels";
import { AGREED, type Moment, numbered } from "./moment";
import { type Projection, seen, type View } from "./project";

export interface Mark {
  place: Place;
  at: Spot;
  site: Spot;
  radius: number;
}

export interface Layout {
  marks: Mark[];
  spot: Map<string, Spot>;
  roads: [Spot, Spot][];
  labels: Label[];
  names: { text: string; box: Box; size: number }[];
  flags: Map<string, Spot[]>;
  key: { number: string; name: string }[];
  height: number;
}

export interface Wanted {
  map: MapData;
  moment: Moment;
  projection: Projection;
  view: View;
  type: number;
  /** Radius of a settled and of an unsettled place. */
  radius: [number, number];
  /** False writes numbers everywhere, with a key. */
  names: boolean;
  labels: boolean;
  flags: boolean;
  measure: Measure;
  /** Whether rings or arcs stand around the markers, from which labels keep away. */
  ringed: boolean;
  /** Boxes of the frame in which nothing may be written: the scale bar, the zoom buttons. */
  kept: Box[];
}

export const FLAG = 9;
/** How far a ring stands out from its marker. */
const RING = 4.5;

const inside = ([x, y]: Spot, width: number, height: number): boolean => x >= 0 && x <= width && y >= 0 && y <= height;

/** The whole layout. Places outside the frame (when enlarged) keep their marker but need no label. */
export function layoutOf(wanted: Wanted): Layout {
  const { map, moment, projection, view, radius } = wanted;
  const { width, height } = projection;
  const order = numbered(map.places);
  const sites = order.map((place) => seen(view, projection.at([place.lon, place.lat])));
  const radii = order.map((place) => {
    const first = moment.held.get(place.id)?.[0];
    return first && first.share < AGREED ? radius[1] : radius[0];
  });
  const points = movedApart(sites, radii, width, height, radius[1] * 1.35);
  const marks = order.map((place, index) => ({
    place,
    at: points[index]!,
    site: sites[index]!,
    radius: radii[index]!,
  }));
  const spot = new Map(marks.map((mark) => [mark.place.id, mark.at]));
  const roads = map.routes.flatMap(([one, other]): [Spot, Spot][] => {
    const [a, b] = [spot.get(one), spot.get(other)];
    return a && b ? [[a, b]] : [];
  });
  const flags = wanted.flags ? flagSpots(moment, spot, radius[1]) : new Map<string, Spot[]>();
  return { marks, spot, roads, flags, ...named(wanted, marks, roads, flags) };
}

/** Only markers in sight push each other; those outside stay where they are. */
function movedApart(sites: Spot[], radii: number[], width: number, height: number, edge: number): Spot[] {
  const near = sites.map((site) => inside(site, width, height));
  const shown = sites.flatMap((_, index) => (near[index] ? [index] : []));
  const frame: Box = { left: edge, top: edge, right: width - edge, bottom: height - edge };
  const moved = spread(
    shown.map((index) => sites[index]!),
    shown.map((index) => radii[index]!),
    frame,
  );
  const points = [...sites];
  shown.forEach((index, rank) => {
    points[index] = moved[rank]!;
  });
  return points;
}

/** Flags of bases and camps stand in a row above their place. */
function flagSpots(moment: Moment, spot: Map<string, Spot>, radius: number): Map<string, Spot[]> {
  const found = new Map<string, Spot[]>();
  for (const { row } of moment.presence) {
    const at = spot.get(row.place);
    if (!at) continue;
    const row_ = found.get(row.place) ?? [];
    row_.push([at[0] + row_.length * (FLAG + 3), at[1] - radius - FLAG - 1]);
    found.set(row.place, row_);
  }
  return found;
}

function named(
  wanted: Wanted,
  marks: Mark[],
  roads: [Spot, Spot][],
  flags: Map<string, Spot[]>,
): Pick<Layout, "labels" | "names" | "key" | "height"> {
  const { projection, type, measure, map, view } = wanted;
  const { width, height } = projection;
  const frame: Box = { left: 3, top: 3, right: width - 3, bottom: height - 3 };
  const ground: Ground = {
    points: marks.map((mark) => mark.at),
    radii: marks.map((mark) => mark.radius + (wanted.ringed ? RING : 0)),
    frame,
    roads,
    measure,
    taken: [
      ...wanted.kept,
      ...[...flags.values()]
        .flat()
        .map(([x, y]) => ({ left: x - 1, top: y - 1, right: x + FLAG + 2, bottom: y + FLAG })),
    ],
  };
  const placer = new Placer(ground);
  const texts = marks.map((mark, index) =>
    !wanted.labels || !inside(mark.site, width, height) ? null : wanted.names ? mark.place.name : String(index + 1),
  );
  const labels = placeLabels(placer, ground, texts, type);
  const names = wanted.labels ? groundNames(placer, map, projection, view, measure) : [];
  const key = labels
    .filter((label) => label.numbered)
    .map((label) => ({ number: label.text, name: marks[label.index]!.place.name }));
  return { labels, names, key, height: placer.frame.bottom + 3 };
}

/** Countries, and provinces once enlarged: written only where nothing else stands. */
function groundNames(
  placer: Placer,
  map: MapData,
  projection: Projection,
  view: View,
  measure: Measure,
): Layout["names"] {
  const base = map.base;
  const { width, height } = projection;
  if (!base || width < 480) return [];
  const found: Layout["names"] = [];
  /** The first free spot, the most central first. */
  const write = (text: string, points: readonly Position[], size: number, spacing: number): void => {
    const spots = points.map((at) => seen(view, projection.at(at))).filter((spot) => inside(spot, width, height));
    const x = spots.reduce((sum, spot) => sum + spot[0], 0) / spots.length;
    const y = spots.reduce((sum, spot) => sum + spot[1], 0) / spots.length;
    spots.sort((a, b) => Math.hypot(a[0] - x, a[1] - y) - Math.hypot(b[0] - x, b[1] - y));
    for (const spot of spots) {
      const box = placer.optional(text, spot, measure(text, size) * spacing + 8, size * 1.6);
      if (box) {
        found.push({ text, box, size });
        return;
      }
    }
  };
  for (const one of base.countries) write(one.name.toUpperCase(), one.at, 12, 1.22);
  if (view.k >= 2.2) for (const one of base.areas ?? []) write(one.name, [one.at], 11, 1);
  return found;
}
