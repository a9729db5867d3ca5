// What the page asks of `sandtable serve`. In a file there is no server, and nothing here is called.
import type { Figure, LeverValue, Payload, Range, Story } from "./payload";

/** One claim under changed levers, beside the page's own run, on the same luck. */
export interface LeverClaim {
  id: string;
  probability: Figure;
  difference: Figure;
  interval: Range;
}

/** The answer of a lever: `done` is false while more futures would sharpen it. */
export interface LeverAnswer {
  futures: Figure;
  claims: LeverClaim[];
  done: boolean;
}

/** How far the run behind the page has come; a higher `version` means that a new payload can be had. */
export interface Progress {
  version: number;
  stage: string;
  done: Figure;
  of: Figure;
  finished: boolean;
  error: string | null;
}

/** What a variant was saved as. */
export interface Saved {
  id: string;
  title: string;
  file: string;
  text: string;
}

export type Edits = Record<string, LeverValue>;

/** A sentence for people: what went wrong, as the server says it. */
export class ApiError extends Error {}

async function ask<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(path, {
    ...init,
    headers: { "content-type": "application/json", accept: "application/json" },
    credentials: "same-origin",
    ...(signal ? { signal } : {}),
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const said = answer as { problems?: string[]; error?: string } | null;
    throw new ApiError(said?.problems?.join(" ") ?? said?.error ?? `The server answered ${response.status}.`);
  }
  return answer as T;
}

/** Calls of the server; each rejects with an ApiError that can be shown as it stands. */
export const api = {
  payload: (signal?: AbortSignal): Promise<Payload> => ask("/api/payload", undefined, signal),
  progress: (): Promise<Progress> => ask("/api/progress"),
  lever: (edits: Edits, futures: number, signal?: AbortSignal): Promise<LeverAnswer> =>
    ask("/api/lever", { edits, futures }, signal),
  save: (edits: Edits, id: string, title: string): Promise<Saved> => ask("/api/variant", { edits, id, title }),
  story: (claim: string, happened: boolean): Promise<Story> =>
    ask(`/api/future?claim=${encodeURIComponent(claim)}&happened=${happened ? 1 : 0}`),
};
