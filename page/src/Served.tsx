// The page where a server answers: shows the first look at once, and every better one as it comes.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { App } from "./App";
import { ApiError, api, type Progress } from "./api";
import type { Payload } from "./payload";
import { capital } from "./ui/parts";

const EVERY_MS = 700;
const LOST_AFTER = 6;

interface State {
  payload: Payload | null;
  progress: Progress | null;
  problem: string | null;
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Ask how far the run has come until it has finished, and fetch what it shows whenever that is new. */
async function follow(tell: (change: Partial<State>) => void, stopped: () => boolean): Promise<void> {
  let version = 0;
  let lost = 0;
  while (!stopped()) {
    try {
      const progress = await api.progress();
      lost = 0;
      tell({ progress, problem: progress.error });
      if (progress.version > version) {
        tell({ payload: await api.payload() });
        version = progress.version;
      }
      if (progress.finished || progress.error) return;
    } catch (error) {
      lost++;
      if (lost >= LOST_AFTER) {
        tell({ problem: error instanceof ApiError ? error.message : "The server does not answer any more." });
        return;
      }
    }
    await wait(EVERY_MS);
  }
}

export function Served(): JSX.Element {
  const [state, setState] = useState<State>({ payload: null, progress: null, problem: null });
  const { payload, progress, problem } = state;
  useEffect(() => {
    let gone = false;
    void follow(
      (change) => setState((old) => ({ ...old, ...change })),
      () => gone,
    );
    return () => {
      gone = true;
    };
  }, []);
  useEffect(() => {
    if (payload) document.title = `${payload.title}: brief`;
  }, [payload]);
  const bar = <Standing progress={progress} problem={problem} />;
  if (!payload) {
    return (
      <div class="state" role="status">
        {problem ? <p class="error">{problem}</p> : <p>Preparing the brief…</p>}
        {bar}
      </div>
    );
  }
  return <App payload={payload} served progress={bar} />;
}

function Standing({ progress, problem }: { progress: Progress | null; problem: string | null }): JSX.Element | null {
  if (problem) return <p class="running error no-print">{problem}</p>;
  if (!progress || progress.finished) return null;
  const share = progress.of.value ? progress.done.value / progress.of.value : 0;
  return (
    <div class="running no-print" role="status">
      <progress value={share} max={1} aria-label="How far the run has come" />
      <span>
        {capital(progress.stage)}
        {progress.done.value > 0 && `: ${progress.done.text} of ${progress.of.text} futures`}
      </span>
    </div>
  );
}
