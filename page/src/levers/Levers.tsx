// Levers, alive where a server answers: change a thing, see what it does to every claim, keep it as a variant.
import type { JSX } from "preact";
import { useContext, useEffect, useReducer, useState } from "preact/hooks";
import { ApiError, api, type LeverAnswer, type LeverClaim, type Saved } from "../api";
import type { ClaimRow, Lever } from "../payload";
import { Brief } from "../ui/context";
import { capital, Fold, Section, T } from "../ui/parts";
import { Control, changeText } from "./Control";
import { type History, NOTHING, type Step, stepped } from "./history";
import { type Asked, useAnswer } from "./useAnswer";

export function Levers({ levers }: { levers: Lever[] }): JSX.Element {
  const [history, act] = useReducer<History, Step>(stepped, NOTHING);
  const asked = useAnswer(history.now);
  const [wish, setWish] = useState("");

  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
      if (event.target instanceof HTMLInputElement && event.target.type !== "range") return;
      event.preventDefault();
      act({ do: event.shiftKey ? "redo" : "undo" });
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);

  const hits = levers.filter((one) =>
    `${one.title} ${one.group ?? ""} ${one.path}`.toLowerCase().includes(wish.toLowerCase()),
  );
  return (
    <Section
      id="what-if"
      title="What if"
      lead="Change a thing and see what it does to every statement, on the same luck: every difference is the change’s own."
    >
      <Differs levers={levers} history={history} act={act} asked={asked} />
      <div class="levers-split">
        <div>
          <label class="pick">
            Find a lever
            <input
              type="search"
              value={wish}
              placeholder="a place, a side, an event"
              onInput={(event) => setWish(event.currentTarget.value)}
            />
          </label>
          {wish ? (
            <Some levers={hits} history={history} act={act} />
          ) : (
            grouped(levers).map(([group, some], rank) => {
              const changed = some.filter((one) => one.path in history.now).length;
              return (
                <Fold
                  key={group}
                  open={rank === 0}
                  title={`${group} (${changed ? `${changed} of ${some.length} changed` : some.length})`}
                >
                  {() => <Some levers={some} history={history} act={act} />}
                </Fold>
              );
            })
          )}
          {hits.length === 0 && <p class="empty">No lever has that word.</p>}
        </div>
        <Effects asked={asked} />
      </div>
    </Section>
  );
}

function grouped(levers: Lever[]): [string, Lever[]][] {
  const groups = new Map<string, Lever[]>();
  for (const one of levers) groups.set(one.group ?? "Levers", [...(groups.get(one.group ?? "Levers") ?? []), one]);
  return [...groups];
}

function Some({ levers, history, act }: { levers: Lever[]; history: History; act: (step: Step) => void }): JSX.Element {
  return (
    <ul class="levers">
      {levers.map((lever) => {
        const value = history.now[lever.path];
        return (
          <Control
            key={lever.path}
            lever={lever}
            value={value ?? lever.now}
            changed={value !== undefined}
            onChange={(next) => act({ do: "set", path: lever.path, value: next, base: lever.now })}
          />
        );
      })}
    </ul>
  );
}

/** What differs from the scenario, always in sight, each change with its own way back. */
function Differs({
  levers,
  history,
  act,
  asked,
}: {
  levers: Lever[];
  history: History;
  act: (step: Step) => void;
  asked: Asked;
}): JSX.Element {
  const changes = Object.entries(history.now).flatMap(([path, value]) => {
    const lever = levers.find((one) => one.path === path);
    return lever ? [{ path, text: changeText(lever, value) }] : [];
  });
  return (
    <div class="differs" role="region" aria-label="What differs from the scenario">
      <p>
        <b>{changes.length === 0 ? "As the scenario stands." : "Changed:"}</b>{" "}
        {changes.map(({ path, text }) => (
          <span key={path} class="changed-chip">
            {text}{" "}
            <button type="button" aria-label={`Take back: ${text}`} onClick={() => act({ do: "drop", path })}>
              ×
            </button>
          </span>
        ))}
      </p>
      <div class="differs-tools">
        <button type="button" class="quiet" disabled={history.past.length === 0} onClick={() => act({ do: "undo" })}>
          Undo
        </button>
        <button type="button" class="quiet" disabled={history.future.length === 0} onClick={() => act({ do: "redo" })}>
          Redo
        </button>
        <button type="button" class="quiet" disabled={changes.length === 0} onClick={() => act({ do: "reset" })}>
          Start over
        </button>
        <span class="small soft" role="status">
          {asked.answer && `${asked.answer.futures.text} futures`}
          {asked.asking && (asked.answer ? ", running more…" : "Running…")}
        </span>
      </div>
      {asked.problem && <p class="error">{asked.problem}</p>}
      {changes.length > 0 && <Save history={history} />}
    </div>
  );
}

function Save({ history }: { history: History }): JSX.Element {
  const [title, setTitle] = useState("");
  const [saved, setSaved] = useState<Saved | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const save = (event: Event): void => {
    event.preventDefault();
    const id = title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    setProblem(null);
    api
      .save(history.now, id || "a-variant", title || "A variant")
      .then(setSaved)
      .catch((error: unknown) => setProblem(error instanceof ApiError ? error.message : "The server does not answer."));
  };
  return (
    <form class="save" onSubmit={save}>
      <label class="pick">
        Keep as a variant
        <input
          value={title}
          placeholder="its title"
          maxLength={120}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="quiet">
        Save
      </button>
      {problem && <p class="error">{problem}</p>}
      {saved && (
        <div class="saved">
          <p class="small">Saved in {saved.file}:</p>
          <pre>{saved.text}</pre>
        </div>
      )}
    </form>
  );
}

function Effects({ asked }: { asked: Asked }): JSX.Element {
  const { payload } = useContext(Brief);
  const { answer, asking, problem } = asked;
  if (!answer) {
    if (problem) return <p class="empty">Nothing was run.</p>;
    return (
      <p class="empty">
        {asking
          ? "Running a few futures…"
          : "Change something on the left: what it does to each statement appears here."}
      </p>
    );
  }
  return <Effected answer={answer} rows={payload.claims} />;
}

function Effected({ answer, rows }: { answer: LeverAnswer; rows: ClaimRow[] }): JSX.Element {
  const moved = answer.claims
    .flatMap((change) => {
      const row = rows.find((one) => one.id === change.id);
      return row ? [{ row, change }] : [];
    })
    .sort((a, b) => Math.abs(b.change.difference.value) - Math.abs(a.change.difference.value));
  return (
    <ul class="effects" aria-live="polite">
      {moved.map(({ row, change }) => (
        <li key={row.id} class={Math.abs(change.difference.value) < 0.005 ? "soft" : ""}>
          <span>{capital(row.english)}</span>
          <Arrow row={row} change={change} />
          <span class="figures">
            <b>{change.probability.text}</b> {change.difference.text}
            <span class="small soft">
              {" "}
              (<T>{change.interval.text}</T>)
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** From where the claim stood to where the changes put it. */
function Arrow({ row, change }: { row: ClaimRow; change: LeverClaim }): JSX.Element {
  const x = (share: number): string => `${(2 + 96 * share).toFixed(2)}%`;
  const from = change.probability.value - change.difference.value;
  return (
    <svg class="chart" height="16" role="img" aria-label={`from ${row.probability.text} to ${change.probability.text}`}>
      <line class="track" x1="2%" x2="98%" y1="8" y2="8" />
      <line class="whisker" x1={x(from)} x2={x(change.probability.value)} y1="8" y2="8" />
      <circle class="was" cx={x(from)} cy="8" r="3.6" />
      <circle class="point" cx={x(change.probability.value)} cy="8" r="4.8" />
    </svg>
  );
}
