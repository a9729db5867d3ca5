// Asks the server what the changes do: few futures at once, then more while the reader looks; an old question is dropped.
import { useEffect, useState } from "preact/hooks";
import { ApiError, api, type Edits, type LeverAnswer } from "../api";

export interface Asked {
  answer: LeverAnswer | null;
  asking: boolean;
  problem: string | null;
}

const WAIT_MS = 180;
const FIRST = 200;
const GROW = 4;
const MOST = 6400;

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
      for (let futures = FIRST; futures <= MOST; futures *= GROW) {
        const answer = await api.lever(JSON.parse(key) as Edits, futures, stop.signal);
        if (stop.signal.aborted) return;
        setState({ answer, asking: !answer.done && futures < MOST, problem: null });
        if (answer.done) return;
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
