// From degrees to pixels: a map that fits its places, moved and enlarged by the reader, with a true scale bar.
import { geoDistance, geoMercator } from "d3-geo";
import type { Position } from "../payload";
import type { Spot } from "./labels";

/** Where the reader looks: how much enlarged, and by how many pixels moved. */
export interface View {
  k: number;
  x: number;
  y: number;
}

export const WHOLE: View = { k: 1, x: 0, y: 0 };
export const MOST_ENLARGED = 24;

export interface Projection {
  width: number;
  height: number;
  at: (position: Position) => Spot;
  degrees: (spot: Spot) => Position | null;
}

const LEAST_SPAN = 0.4;

/** A projection in which all points lie inside the frame, `margin` px from its edge. */
export function projectionFor(points: readonly Position[], width: number, height: number, margin: number): Projection {
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  const widen = (low: number, high: number): [number, number] => {
    const more = Math.max(0, LEAST_SPAN - (high - low)) / 2;
    return [low - more, high + more];
  };
  const [west, east] = widen(Math.min(...lons), Math.max(...lons));
  const [south, north] = widen(Math.min(...lats), Math.max(...lats));
  const corners: Position[] = [
    [west, south],
    [west, north],
    [east, south],
    [east, north],
  ];
  const projection = geoMercator()
    .rotate([-(west + east) / 2, 0])
    .fitExtent(
      [
        [margin, margin],
        [Math.max(margin + 1, width - margin), Math.max(margin + 1, height - margin)],
      ],
      { type: "MultiPoint", coordinates: corners },
    );
  return {
    width,
    height,
    at: (position) => projection(position) ?? [0, 0],
    degrees: (spot) => projection.invert?.(spot) ?? null,
  };
}

/** Height of a map for a width, from the shape of what it shows. */
export function heightFor(points: readonly Position[], width: number): number {
  if (points.length === 0) return width * 0.6;
  const lats = points.map(([, lat]) => lat);
  const lons = points.map(([lon]) => lon);
  const middle = ((Math.min(...lats) + Math.max(...lats)) / 2) * (Math.PI / 180);
  const across = Math.max(Math.max(...lons) - Math.min(...lons), LEAST_SPAN) * Math.max(0.2, Math.cos(middle));
  const down = Math.max(Math.max(...lats) - Math.min(...lats), LEAST_SPAN);
  const wanted = (width * down) / across;
  const [least, most] = width < 560 ? [0.8, 1.25] : [0.5, 0.72];
  return Math.round(Math.min(Math.max(wanted, width * least), width * most));
}

/** The view held inside the map: never smaller than whole, never moved off the ground. */
export function kept(view: View, width: number, height: number): View {
  const k = Math.min(Math.max(view.k, 1), MOST_ENLARGED);
  const clamp = (value: number, room: number): number => Math.min(Math.max(value, room * (1 - k)), 0);
  return { k, x: clamp(view.x, width), y: clamp(view.y, height) };
}

/** The view after enlarging by a factor around a spot that stays where it is. */
export function enlarged(view: View, factor: number, [x, y]: Spot, width: number, height: number): View {
  const k = Math.min(Math.max(view.k * factor, 1), MOST_ENLARGED);
  const grown = k / view.k;
  return kept({ k, x: x - (x - view.x) * grown, y: y - (y - view.y) * grown }, width, height);
}

export const seen = (view: View, [x, y]: Spot): Spot => [view.k * x + view.x, view.k * y + view.y];

const EARTH_KM = 6371.0088;
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];

/** Kilometres in one pixel at the middle of the map. */
export function kmPerPixel(projection: Projection, view: View): number {
  const middle: Spot = [projection.width / 2, projection.height / 2];
  const spot: Spot = [(middle[0] - view.x) / view.k, (middle[1] - view.y) / view.k];
  const one = projection.degrees(spot);
  const other = projection.degrees([spot[0] + 10, spot[1]]);
  if (!one || !other) return 1;
  return (geoDistance(one, other) * EARTH_KM) / 10 / view.k;
}

/** A bar of a round length that is at most `longest` px. */
export function scaleBar(km: number, longest: number): { length: number; km: number } {
  const fit = STEPS.filter((step) => step / km <= longest).at(-1) ?? STEPS[0]!;
  return { length: fit / km, km: fit };
}

/** A line or several as one SVG path. */
export function pathOf(lines: readonly (readonly Position[])[], projection: Projection, closed = false): string {
  return lines
    .map((line) => {
      const spots = line.map((position) =>
        projection
          .at(position)
          .map((one) => one.toFixed(1))
          .join(" "),
      );
      return `M${spots.join("L")}${closed ? "Z" : ""}`;
    })
    .join("");
}
