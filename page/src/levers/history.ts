// What has been changed, with every step kept: undo, redo, take one change back, start over.
import type { Edits } from "../api";
import type { LeverValue } from "../payload";

export interface History {
  past: Edits[];
  now: Edits;
  future: Edits[];
}

export type Step =
  | { do: "set"; path: string; value: LeverValue; base: LeverValue }
  | { do: "drop"; path: string }
  | { do: "undo" }
  | { do: "redo" }
  | { do: "reset" };

export const NOTHING: History = { past: [], now: {}, future: [] };

export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function without(edits: Edits, path: string): Edits {
  return Object.fromEntries(Object.entries(edits).filter(([key]) => key !== path));
}

function moved(history: History, now: Edits): History {
  return same(now, history.now) ? history : { past: [...history.past, history.now], now, future: [] };
}

/** One step; a lever that is set back to where the scenario has it is no change any more. */
export function stepped(history: History, step: Step): History {
  const { past, now, future } = history;
  switch (step.do) {
    case "set":
      return moved(
        history,
        same(step.value, step.base) ? without(now, step.path) : { ...now, [step.path]: step.value },
      );
    case "drop":
      return moved(history, without(now, step.path));
    case "reset":
      return moved(history, {});
    case "undo": {
      const last = past.at(-1);
      return last ? { past: past.slice(0, -1), now: last, future: [now, ...future] } : history;
    }
    case "redo": {
      const next = future[0];
      return next ? { past: [...past, now], now: next, future: future.slice(1) } : history;
    }
  }
}
