// From degrees to pixels and from shares to shapes: north is up, scales are true, slices add up.
import { describe, expect, it } from "vitest";
import { changeOf } from "../src/map/difference";
import { arcPath, shapePath, slicePath } from "../src/map/glyphs";
import { momentAt } from "../src/map/moment";
import { enlarged, kept, kmPerPixel, projectionFor, scaleBar, WHOLE } from "../src/map/project";
import type { MapData, Position } from "../src/payload";
import { along, ticks } from "../src/sections/axis";

const POINTS: Position[] = [
  [40, 33],
  [44, 36.5],
  [42, 34],
];

describe("projection", () => {
  const projection = projectionFor(POINTS, 800, 500, 40);

  it("keeps north up, east right and every place inside its margin", () => {
    const [a, b, c] = POINTS.map((point) => projection.at(point)) as [number, number][];
    expect(a![0]).toBeLessThan(c![0]);
    expect(c![0]).toBeLessThan(b![0]);
    expect(b![1]).toBeLessThan(c![1]);
    expect(c![1]).toBeLessThan(a![1]);
    for (const [x, y] of [a!, b!, c!]) {
      expect(x >= 39 && x <= 761 && y >= 39 && y <= 461).toBe(true);
    }
  });

  it("has a true scale: one degree of latitude is about 111 km", () => {
    const km = kmPerPixel(projection, WHOLE);
    const [one, other] = [projection.at([42, 34.3]), projection.at([42, 35.3])];
    expect(Math.abs(one[1] - other[1]) * km).toBeCloseTo(111.2, -0.6);
    expect(kmPerPixel(projection, { k: 4, x: -1200, y: -750 })).toBeCloseTo(km / 4, 2);
  });

  it("makes a map of a single place", () => {
    const [x, y] = projectionFor([[10, 20]], 300, 200, 20).at([10, 20]);
    expect(x).toBeCloseTo(150, 0);
    expect(y).toBeCloseTo(100, 0);
  });

  it("keeps the spot under the pointer when it is enlarged, and never leaves the ground", () => {
    const view = enlarged(WHOLE, 2, [100, 50], 800, 500);
    expect(view).toEqual({ k: 2, x: -100, y: -50 });
    expect(enlarged(view, 1 / 8, [0, 0], 800, 500)).toEqual(WHOLE);
    expect(kept({ k: 2, x: 500, y: -9999 }, 800, 500)).toEqual({ k: 2, x: 0, y: -500 });
  });

  it("draws a scale bar of a round length", () => {
    expect(scaleBar(0.7, 150)).toEqual({ length: 100 / 0.7, km: 100 });
  });
});

describe("shapes", () => {
  it.each([
    "circle",
    "square",
    "triangle",
    "diamond",
    "cross",
    "wedge",
    "star",
    "bar",
    "hourglass",
    "saltire",
    "house",
    "arrow",
    "ring",
    "never heard of",
  ])("%s is a closed path", (shape) => {
    expect(shapePath(shape, 7)).toMatch(/^M[-\d. LA]+Z$/);
  });

  it("a whole share is a whole slice, half of one turns clockwise from the top", () => {
    expect(slicePath(0, 1, 10)).toBe("M-10.00 -10.00H10.00V10.00H-10.00Z");
    expect(slicePath(0, 0.25, 10)).toBe("M0 0L0.00 -10.00A10.00 10.00 0 0 1 10.00 -0.00Z");
    expect(arcPath(0.75, 4)).toContain("0 1 1 -4.00 0.00");
  });
});

const MAP: MapData = {
  dates: [{ value: "2020-01-01", text: "1 Jan 2020" }],
  places: [
    {
      id: "ford",
      name: "Ford",
      lat: 1,
      lon: 2,
      first_holder: "red",
      held: [[{ actor: "red", futures: 4, share: { value: 1, text: ">99 %" } }]],
    },
  ],
  routes: [],
};

describe("moments", () => {
  it("come from the mapped dates where there is no series", () => {
    expect(momentAt(MAP, 5).held.get("ford")).toEqual([{ actor: "red", share: 1, text: ">99 %" }]);
  });

  it("take the text of a share from the payload, never from themselves", () => {
    const series = {
      dates: MAP.dates,
      places: { ford: [[["red", 0.273]] as [string, number][]] },
      texts: { "0.273": "27 %" },
    };
    expect(momentAt({ ...MAP, series, supply: { ford: [0.273] } }, 0).held.get("ford")?.[0]?.text).toBe("27 %");
    expect(momentAt({ ...MAP, series, supply: { ford: [0.273] } }, 0).cutOff.get("ford")?.text).toBe("27 %");
  });
});

describe("difference", () => {
  it("names the side that gains most, and nobody where chance would do as much", () => {
    const texts = { "0.2": "+20 points" };
    expect(
      changeOf(
        [
          ["red", -0.3],
          ["blue", 0.2],
          ["green", 0.1],
        ],
        texts,
      ),
    ).toEqual({ actor: "blue", points: 0.2, text: "+20 points", loser: "red" });
    expect(
      changeOf(
        [
          ["red", 0.01],
          ["blue", -0.01],
        ],
        texts,
      ),
    ).toBeNull();
    expect(changeOf([], texts)).toBeNull();
  });
});

describe("axis", () => {
  it("has ticks at the first of months, few enough to read", () => {
    expect(ticks("2020-03-01", "2020-04-09", 7)).toEqual([
      { at: along("2020-04-01", "2020-03-01", "2020-04-09"), text: "Apr 2020" },
    ]);
    expect(ticks("2020-03-01", "2023-03-01", 7).length).toBeLessThanOrEqual(8);
    expect(along("2020-03-01", "2020-03-01", "2020-04-09")).toBe(0);
  });
});
