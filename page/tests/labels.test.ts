// No two labels of a map cover each other, every place has one, and markers do not hide each other.
import { describe, expect, it } from "vitest";
import { type Box, type Ground, type Label, overlaps, Placer, placeLabels, type Spot, spread } from "../src/map/labels";

const FRAME: Box = { left: 0, top: 0, right: 320, bottom: 300 };
const measure = (text: string, size: number): number => text.length * size * 0.62;

/** The same numbers each time, so that a failure can be looked at again. */
function luck(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

function place(
  points: Spot[],
  names: (string | null)[],
  size: number,
  radius: number,
  frame = FRAME,
  roads: [Spot, Spot][] = [],
): { labels: Label[]; frame: Box } {
  const ground: Ground = { points, radii: points.map(() => radius), frame, measure, roads };
  const placer = new Placer(ground);
  return { labels: placeLabels(placer, ground, names, size), frame: placer.frame };
}

function disjoint(boxes: Box[]): boolean {
  return boxes.every((one, index) => boxes.slice(0, index).every((other) => !overlaps(one, other)));
}

const inside = (box: Box, frame: Box): boolean =>
  box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;

describe("labels", () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))("are all there and none overlap (%i)", (seed) => {
    const next = luck(seed + 1);
    const count = 1 + Math.floor(next() * 45);
    const points = Array.from({ length: count }, (): Spot => [10 + next() * 300, 10 + next() * 280]);
    const names = points.map(() => "Abcdefghijklmnopqrstuvwx".slice(0, 1 + Math.floor(next() * 23)));
    const { labels, frame } = place(points, names, 11, 2 + next() * 7);
    expect(labels.map((label) => label.index)).toEqual(points.map((_, index) => index));
    for (const label of labels) expect([names[label.index], String(label.index + 1)]).toContain(label.text);
    expect(disjoint(labels.map((label) => label.box))).toBe(true);
    expect(labels.every((label) => inside(label.box, frame))).toBe(true);
  });

  it.each([40, 300])("find room even for a heap of %i places on one spot", (count) => {
    const points = Array.from({ length: count }, (): Spot => [60, 30]);
    const { labels, frame } = place(
      points,
      points.map((_, index) => `Place ${index}`),
      10,
      4,
      { left: 0, top: 0, right: 120, bottom: 60 },
    );
    expect(labels).toHaveLength(count);
    expect(disjoint(labels.map((label) => label.box))).toBe(true);
    expect(labels.every((label) => inside(label.box, frame))).toBe(true);
  });

  it("stand beside a lonely marker by name", () => {
    const { labels, frame } = place([[100, 100]], ["Haditha"], 12, 6);
    expect(labels[0]).toMatchObject({ text: "Haditha", numbered: false, line: null });
    expect(labels[0]?.box.left).toBeGreaterThanOrEqual(106);
    expect(labels[0]?.box.left).toBeLessThanOrEqual(112);
    expect(frame).toEqual(FRAME);
  });

  it("keep off a road where that costs nothing", () => {
    const { labels } = place([[100, 100]], ["Hit"], 12, 5, FRAME, [
      [
        [100, 100],
        [300, 100],
      ],
    ]);
    expect(labels[0]?.box.right).toBeLessThanOrEqual(100);
  });

  it("are left out where no text is wanted", () => {
    expect(
      place(
        [
          [50, 50],
          [60, 50],
        ],
        [null, "Ana"],
        12,
        5,
      ).labels.map((label) => label.text),
    ).toEqual(["Ana"]);
  });

  it("become numbers where a name could be taken for another's", () => {
    const points: Spot[] = [
      [160, 150],
      [175, 150],
      [175, 164],
      [160, 164],
    ];
    const { labels } = place(
      points,
      points.map(() => "A place with a long name"),
      11,
      6,
      { left: 60, top: 120, right: 280, bottom: 195 },
    );
    const gap = (box: Box, [x, y]: Spot): number =>
      Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    for (const label of labels) {
      const gaps = points.map((point) => gap(label.box, point));
      expect(gaps.indexOf(Math.min(...gaps)) === label.index || label.line !== null).toBe(true);
    }
  });
});

describe("markers", () => {
  it("are pushed apart", () => {
    const next = luck(7);
    const points = Array.from({ length: 12 }, (): Spot => [10 + next() * 300, 10 + next() * 280]);
    const moved = spread([...points, points[0]!, points[0]!], Array(14).fill(5), FRAME, 500);
    moved.forEach(([x, y], one) => {
      for (const [u, v] of moved.slice(0, one)) expect(Math.hypot(x - u, y - v)).toBeGreaterThan(9);
      expect(x >= 0 && x <= 320 && y >= 0 && y <= 300).toBe(true);
    });
  });

  it("that do not touch stay where they are", () => {
    const points: Spot[] = [
      [50, 50],
      [80, 50],
      [50, 90],
    ];
    expect(spread(points, [6, 6, 6], FRAME)).toEqual(points);
  });
});
