// Asks the server what the changes do: few futures at once, then more while the reader looks; an old question is dropped.
import { useEffect, useState } from "preact/hooks";
import { ApiError, api, type Edits, type LeverAnswer } from "../api";

export interface Asked {
  answer: LeverAnswer | null;
  asking: boolean;
  problem: string | null;
}

const WAIT_MS = 180;
/** Futures of the first question. */
export const FIRST = 200;
const GROW = 4;
const MOST = 6400;

/** How many futures to ask about after so many, or null after the most: the last step is cut to end there. */
export function after(futures: number): number | null {
  return futures < MOST ? Math.min(MOST, futures * GROW) : null;
}

export function useAnswer(edits: Edits): Asked {
  const [state, setState] = useState<Asked>({ answer: null, asking: false, problem: null });
  const key = JSON.stringify(edits);
  useEffect(() => {
    if (key === "{}") {
      setState({ answer: null, asking: false, problem: null });
      return;
    }
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      setState((old) => ({ ...old, asking: true, problem: null }));
      for (let futures: number | null = FIRST; futures !== null; ) {
        const answer: LeverAnswer = await api.lever(JSON.parse(key) as Edits, futures, stop.signal);
        if (stop.signal.aborted) return;
        futures = answer.done ? null : after(futures);
        setState({ answer, asking: futures !== null, problem: null });
      }
    };
    const timer = setTimeout(() => {
      ask().catch((error: unknown) => {
        if (stop.signal.aborted) return;
        const problem = error instanceof ApiError ? error.message : "The server does not answer. Is it still running?";
        setState({ answer: null, asking: false, problem });
      });
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key]);
  return state;
}
