// A future in which the claim came true, told day by day; the day on which its fate turned stands out.
import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { ApiError, api } from "../api";
import type { ClaimRow, Story } from "../payload";
import { Brief } from "../ui/context";
import { T } from "../ui/parts";

const MOST = 12;

function Telling({ story }: { story: Story }): JSX.Element {
  const turn = story.branching;
  const [all, setAll] = useState(false);
  return (
    <>
      {story.text && (
        <p>
          <T>{story.text}</T>
        </p>
      )}
      {turn && (
        <p class="turn">
          <b>{turn.date.text}</b>: {turn.text} Before that day {turn.before.text}, after it {turn.after.text}.
        </p>
      )}
      <ol class="story">
        {(all ? story.events : story.events.slice(0, MOST)).map((one, index) => (
          <li key={index} class={turn?.date.value === one.date.value ? "turning" : ""}>
            <span class="when">{one.date.text}</span> {one.text}
          </li>
        ))}
      </ol>
      {!all && story.events.length > MOST && (
        <button type="button" class="link small" onClick={() => setAll(true)}>
          and {story.events.length - MOST} more days
        </button>
      )}
    </>
  );
}

export function StoryView({ row }: { row: ClaimRow }): JSX.Element | null {
  const { served } = useContext(Brief);
  const [told, setTold] = useState<Story | null>(row.story ?? null);
  const [state, setState] = useState<"idle" | "asking" | string>("idle");
  if (!told && !served) return null;
  const ask = (happened: boolean): void => {
    setState("asking");
    api
      .story(row.id, happened)
      .then((story) => {
        setTold(story);
        setState("idle");
      })
      .catch((error: unknown) => setState(error instanceof ApiError ? error.message : "The server did not answer."));
  };
  return (
    <section class="block">
      <h4>{told?.happened === false ? "A future in which it did not happen" : "A future in which it happened"}</h4>
      {told && <Telling story={told} />}
      {served && (
        <p class="no-print">
          <button type="button" class="quiet" disabled={state === "asking"} onClick={() => ask(true)}>
            Tell one in which it happened
          </button>{" "}
          <button type="button" class="quiet" disabled={state === "asking"} onClick={() => ask(false)}>
            one in which it did not
          </button>
        </p>
      )}
      {state === "asking" && <p class="soft">Looking for a typical future…</p>}
      {state !== "idle" && state !== "asking" && <p class="error">{state}</p>}
    </section>
  );
}
