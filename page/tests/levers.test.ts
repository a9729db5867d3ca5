// What was changed, and every way back.
import { describe, expect, it } from "vitest";
import { changeText } from "../src/levers/Control";
import { NOTHING, type Step, stepped } from "../src/levers/history";
import { after, FIRST } from "../src/levers/useAnswer";
import type { Lever } from "../src/payload";

const run = (...steps: Step[]) => steps.reduce(stepped, NOTHING);
const set = (path: string, value: number | string[], base: number | string[] = 0): Step => ({
  do: "set",
  path,
  value,
  base,
});

describe("history", () => {
  it("undoes and redoes step by step", () => {
    const history = run(set("a", 1), set("b", 2), { do: "undo" });
    expect(history.now).toEqual({ a: 1 });
    expect(stepped(history, { do: "redo" }).now).toEqual({ a: 1, b: 2 });
    expect(run(set("a", 1), { do: "undo" }, { do: "undo" }).now).toEqual({});
  });

  it("forgets what was undone once something else is changed", () => {
    expect(run(set("a", 1), { do: "undo" }, set("b", 2), { do: "redo" }).now).toEqual({ b: 2 });
  });

  it("counts a lever that is back where it was as no change", () => {
    expect(run(set("a", 1), set("a", 0)).now).toEqual({});
    expect(run(set("o", ["x"], ["x", "y"]), set("o", ["x", "y"], ["x", "y"])).now).toEqual({});
    expect(run(set("a", 0)).past).toHaveLength(0);
  });

  it("takes one change back, or all, and can undo that too", () => {
    const history = run(set("a", 1), set("b", 2), { do: "drop", path: "a" });
    expect(history.now).toEqual({ b: 2 });
    expect(run(set("a", 1), { do: "reset" }, { do: "undo" }).now).toEqual({ a: 1 });
  });
});

describe("what differs", () => {
  it("is said with what it was", () => {
    const lever: Lever = { path: "forces.x.fighters", kind: "number", title: "Garrison", unit: "persons", now: 2000 };
    expect(changeText(lever, 1500)).toBe("Garrison: 1,500 persons (was 2,000)");
    const choice: Lever = {
      path: "c",
      kind: "choice",
      title: "Law",
      now: "a",
      options: [
        { value: "a", text: "first" },
        { value: "b", text: "second" },
      ],
    };
    expect(changeText(choice, "b")).toBe("Law: second (was first)");
  });
});

describe("how many futures are asked about", () => {
  it("grows to the most and ends there, past what the server needs to be done", () => {
    const asked: number[] = [];
    for (let futures: number | null = FIRST; futures !== null; futures = after(futures)) asked.push(futures);
    expect(asked).toEqual([200, 800, 3200, 6400]);
  });
});
