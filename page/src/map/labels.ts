// Names on a map that never cover each other: near their marker, further off with a line, or as a number with a key.

export type Spot = [number, number];

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Label {
  index: number;
  text: string;
  box: Box;
  numbered: boolean;
  line: [Spot, Spot] | null;
}

/** Width in px of a text at a font size; measured by a canvas in the browser, estimated in tests. */
export type Measure = (text: string, size: number) => number;

const AIR = 1.08;
const LINE = 1.25;
const CLEAR = 3;
const MISTAKEN = 1.5;

export const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const within = (a: Box, b: Box): boolean =>
  a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;

/** Markers moved as little as needed so that they do not overlap, kept inside the frame. */
export function spread(points: readonly Spot[], radii: readonly number[], frame: Box, rounds = 80): Spot[] {
  const moved: Spot[] = points.map(([x, y]) => [x, y]);
  for (let round = 0; round < rounds; round++) {
    let calm = true;
    for (let one = 0; one < moved.length; one++) {
      for (let other = 0; other < one; other++) {
        if (push(moved[one]!, moved[other]!, AIR * (radii[one]! + radii[other]!), one)) calm = false;
      }
    }
    for (const spot of moved) {
      spot[0] = Math.min(Math.max(spot[0], frame.left), frame.right);
      spot[1] = Math.min(Math.max(spot[1], frame.top), frame.bottom);
    }
    if (calm) break;
  }
  return moved;
}

function push(one: Spot, other: Spot, gap: number, turn: number): boolean {
  let across = one[0] - other[0];
  let down = one[1] - other[1];
  let distance = Math.hypot(across, down);
  if (distance >= gap - 0.01) return false;
  let half = (gap - distance) / 2;
  if (distance < 1e-6) {
    // the same spot: each takes its own direction, spread by the golden angle
    across = Math.cos(2.4 * turn);
    down = Math.sin(2.4 * turn);
    distance = 1;
    half = gap / 2;
  }
  one[0] += (half * across) / distance;
  one[1] += (half * down) / distance;
  other[0] -= (half * across) / distance;
  other[1] -= (half * down) / distance;
  return true;
}

const REACHES: readonly [number, boolean][] = [
  [2, false],
  [7, false],
  [16, true],
  [30, true],
];
const DIRECTIONS: readonly Spot[] = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [0.7, -0.8],
  [0.7, 0.8],
  [-0.7, -0.8],
  [-0.7, 0.8],
];

function* around(at: Spot, width: number, height: number, radius: number): Generator<[Box, boolean]> {
  for (const [more, apart] of REACHES) {
    const reach = radius + more;
    const slant = reach * 0.75;
    for (const [dx, dy] of DIRECTIONS) {
      let x: number;
      let y: number;
      if (dy === 0) {
        x = at[0] + dx * reach - (dx < 0 ? width : 0);
        y = at[1] - height / 2;
      } else if (dx === 0) {
        x = at[0] - width / 2;
        y = at[1] + dy * reach - (dy < 0 ? height : 0);
      } else {
        x = at[0] + Math.sign(dx) * slant - (dx < 0 ? width : 0);
        y = at[1] + Math.sign(dy) * slant - (dy < 0 ? height : 0);
      }
      yield [{ left: x, top: y, right: x + width, bottom: y + height }, apart];
    }
  }
}

function crossings(box: Box, roads: readonly (readonly [Spot, Spot])[]): number {
  let found = 0;
  for (const [[x1, y1], [x2, y2]] of roads) {
    const steps = Math.max(2, Math.floor(Math.hypot(x2 - x1, y2 - y1) / 5));
    for (let step = 0; step <= steps; step++) {
      const x = x1 + ((x2 - x1) * step) / steps;
      const y = y1 + ((y2 - y1) * step) / steps;
      if (box.left < x && x < box.right && box.top < y && y < box.bottom) {
        found++;
        break;
      }
    }
  }
  return found;
}

const gap = ([x, y]: Spot, box: Box): number =>
  Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));

interface Found {
  text: string;
  box: Box;
  apart: boolean;
  mistaken: boolean;
  cost: number;
}

export interface Ground {
  points: readonly Spot[];
  radii: readonly number[];
  frame: Box;
  roads?: readonly (readonly [Spot, Spot])[];
  measure: Measure;
  /** Boxes that nothing may cover: flags of bases, the scale bar. */
  taken?: readonly Box[];
}

/** The map while it fills up. */
export class Placer {
  readonly taken: Box[];
  private readonly markers: Box[];
  frame: Box;

  constructor(private readonly ground: Ground) {
    this.frame = ground.frame;
    this.taken = [...(ground.taken ?? [])];
    this.markers = ground.points.map(([x, y], index) => {
      const r = ground.radii[index]!;
      return { left: x - r, top: y - r, right: x + r, bottom: y + r };
    });
  }

  free(box: Box, overMarkers = false): boolean {
    if (!within(box, this.frame) || this.taken.some((other) => overlaps(box, other))) return false;
    return overMarkers || !this.markers.some((other) => overlaps(box, other));
  }

  private near(index: number, text: string, size: number): Found | null {
    const { points, radii, roads = [], measure } = this.ground;
    let best: Found | null = null;
    let rank = 0;
    for (const [box, apart] of around(points[index]!, measure(text, size), LINE * size, radii[index]!)) {
      if (best !== null && rank / 8 >= best.cost) break;
      if (this.free(box)) {
        const mistaken = this.nearerToAnother(index, box);
        const cost = rank / 8 + 0.45 * crossings(box, roads) + (mistaken ? MISTAKEN : 0);
        if (best === null || cost < best.cost) best = { text, box, apart, mistaken, cost };
      }
      rank++;
    }
    return best;
  }

  private nearerToAnother(index: number, box: Box): boolean {
    const { points, radii } = this.ground;
    const own = gap(points[index]!, box) - radii[index]!;
    return points.some((point, other) => other !== index && gap(point, box) - radii[other]! <= own + CLEAR);
  }

  /** The name beside its marker; its number where the name finds no room or would be taken for another's. */
  place(index: number, wish: string, size: number): Label {
    const number = String(index + 1);
    const named = this.near(index, wish, size);
    let found = named;
    if (named === null || named.mistaken) {
      const numbered = this.near(index, number, size);
      if (numbered !== null && (named === null || !numbered.mistaken)) found = numbered;
    }
    const width = this.ground.measure(number, size);
    found ??= { text: number, box: this.anywhere(index, width, LINE * size), apart: true, mistaken: true, cost: 0 };
    this.taken.push(found.box);
    const { points, radii } = this.ground;
    const line = found.apart ? tie(points[index]!, found.box, radii[index]!) : null;
    return { index, text: found.text, box: found.box, numbered: found.text !== wish || wish === number, line };
  }

  /** A text centred on a point if it is free there, for names that may be left out. */
  optional(text: string, at: Spot, width: number, height: number): Box | null {
    const box = {
      left: at[0] - width / 2,
      right: at[0] + width / 2,
      top: at[1] - height / 2,
      bottom: at[1] + height / 2,
    };
    if (!text || !this.free(box)) return null;
    this.taken.push(box);
    return box;
  }

  private anywhere(index: number, width: number, height: number): Box {
    const [x, y] = this.ground.points[index]!;
    for (;;) {
      const spots = [...this.grid(width, height)].sort(
        (a, b) => (a.left - x) ** 2 + (a.top - y) ** 2 - ((b.left - x) ** 2 + (b.top - y) ** 2),
      );
      for (const over of [false, true]) {
        const box = spots.find((one) => this.free(one, over));
        if (box) return box;
      }
      this.frame = { ...this.frame, bottom: this.frame.bottom + 2 * height };
    }
  }

  private *grid(width: number, height: number): Generator<Box> {
    const { left, top, right, bottom } = this.frame;
    const across = Math.max(1, Math.floor((right - left - width) / (width / 2)) + 1);
    const down = Math.max(1, Math.floor((bottom - top - height) / (height / 2)) + 1);
    for (let row = 0; row < down; row++) {
      for (let column = 0; column < across; column++) {
        const x = left + (column * width) / 2;
        const y = top + (row * height) / 2;
        yield { left: x, top: y, right: x + width, bottom: y + height };
      }
    }
  }
}

const crowd = (points: readonly Spot[], index: number, reach: number): number => {
  const [x, y] = points[index]!;
  return points.filter(([u, v]) => Math.hypot(x - u, y - v) < reach).length;
};

/** A label for every point with a text, none over another; the crowded are served first. */
export function placeLabels(placer: Placer, ground: Ground, texts: readonly (string | null)[], size: number): Label[] {
  const order = ground.points.map((_, index) => index);
  const crowds = order.map((index) => crowd(ground.points, index, 6 * size));
  order.sort((a, b) => crowds[b]! - crowds[a]! || a - b);
  const placed: Label[] = [];
  for (const index of order) {
    const wish = texts[index];
    if (wish !== null && wish !== undefined) placed.push(placer.place(index, wish, size));
  }
  return placed.sort((a, b) => a.index - b.index);
}

function tie(point: Spot, box: Box, radius: number): [Spot, Spot] | null {
  const x = Math.min(Math.max(point[0], box.left), box.right);
  const y = Math.min(Math.max(point[1], box.top), box.bottom);
  const distance = Math.hypot(x - point[0], y - point[1]);
  if (distance <= radius + 1) return null;
  const share = radius / distance;
  return [
    [point[0] + (x - point[0]) * share, point[1] + (y - point[1]) * share],
    [x, y],
  ];
}
