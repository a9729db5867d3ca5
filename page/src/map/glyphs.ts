// The shapes that say who holds a place without colour, and the slices that say in what share of futures.
import type { Spot } from "./labels";

const ARM = 0.42;
const CORNERS: Record<string, Spot[]> = {
  square: [
    [-0.88, -0.88],
    [0.88, -0.88],
    [0.88, 0.88],
    [-0.88, 0.88],
  ],
  triangle: [
    [0, -1.2],
    [1.15, 0.85],
    [-1.15, 0.85],
  ],
  wedge: [
    [0, 1.2],
    [1.15, -0.85],
    [-1.15, -0.85],
  ],
  diamond: [
    [0, -1.22],
    [1.22, 0],
    [0, 1.22],
    [-1.22, 0],
  ],
  bar: [
    [-1.2, -0.6],
    [1.2, -0.6],
    [1.2, 0.6],
    [-1.2, 0.6],
  ],
  cross: [
    [-ARM, -1.1],
    [ARM, -1.1],
    [ARM, -ARM],
    [1.1, -ARM],
    [1.1, ARM],
    [ARM, ARM],
    [ARM, 1.1],
    [-ARM, 1.1],
    [-ARM, ARM],
    [-1.1, ARM],
    [-1.1, -ARM],
    [-ARM, -ARM],
  ],
  hourglass: [
    [-0.95, -1.1],
    [0.95, -1.1],
    [0.25, 0],
    [0.95, 1.1],
    [-0.95, 1.1],
    [-0.25, 0],
  ],
  saltire: [
    [-1.05, -1.05],
    [-0.45, -1.05],
    [0, -0.6],
    [0.45, -1.05],
    [1.05, -1.05],
    [1.05, -0.45],
    [0.6, 0],
    [1.05, 0.45],
    [1.05, 1.05],
    [0.45, 1.05],
    [0, 0.6],
    [-0.45, 1.05],
    [-1.05, 1.05],
    [-1.05, 0.45],
    [-0.6, 0],
    [-1.05, -0.45],
  ],
  house: [
    [0, -1.25],
    [1.05, -0.3],
    [1.05, 1],
    [-1.05, 1],
    [-1.05, -0.3],
  ],
  arrow: [
    [-1.1, -0.95],
    [0.2, -0.95],
    [1.25, 0],
    [0.2, 0.95],
    [-1.1, 0.95],
    [-0.35, 0],
  ],
  star: [1.3, 0.62, 1.3, 0.62, 1.3, 0.62, 1.3, 0.62, 1.3, 0.62].map((reach, step) => [
    reach * Math.sin((step * Math.PI) / 5),
    -reach * Math.cos((step * Math.PI) / 5),
  ]),
};

const round = (value: number): string => value.toFixed(2);

/** The SVG path of an actor's shape around (0, 0); an unknown shape is a circle. */
export function shapePath(shape: string, radius: number): string {
  const corners = CORNERS[shape];
  if (!corners) {
    const r = round(radius * 0.98);
    return `M-${r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 -${r} 0Z`;
  }
  return `M${corners.map(([x, y]) => `${round(x * radius)} ${round(y * radius)}`).join("L")}Z`;
}

/** The path of a pie slice between two shares of a turn, clockwise from the top. */
export function slicePath(start: number, end: number, radius: number): string {
  const r = round(radius);
  if (end - start >= 0.9995) return `M-${r} -${r}H${r}V${r}H-${r}Z`;
  const [from, to] = [start, end].map((turn) => [
    radius * Math.sin(2 * Math.PI * turn),
    -radius * Math.cos(2 * Math.PI * turn),
  ]) as [Spot, Spot];
  const large = end - start > 0.5 ? 1 : 0;
  return `M0 0L${round(from[0])} ${round(from[1])}A${r} ${r} 0 ${large} 1 ${round(to[0])} ${round(to[1])}Z`;
}

/** The path of an open arc over a share of a turn, clockwise from the top. */
export function arcPath(share: number, radius: number): string {
  const turn = 2 * Math.PI * Math.min(share, 0.9999);
  const r = round(radius);
  const large = share > 0.5 ? 1 : 0;
  return `M0 -${r}A${r} ${r} 0 ${large} 1 ${round(radius * Math.sin(turn))} ${round(-radius * Math.cos(turn))}`;
}
