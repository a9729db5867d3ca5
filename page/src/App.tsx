// The page: bottom line, map, claims, what if, and the rest folded away.
import type { ComponentChildren, JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { ClaimList } from "./claims/ClaimList";
import { Levers } from "./levers/Levers";
import { Computed } from "./levers/WhatIf";
import { MapSection } from "./map/MapSection";
import { actorsOf } from "./map/moment";
import type { Payload } from "./payload";
import { Assumptions, Method, Unsettled } from "./sections/Background";
import { BottomLine } from "./sections/BottomLine";
import { Falls } from "./sections/Falls";
import { Influence } from "./sections/Influence";
import { Brief, Printing } from "./ui/context";
import { usePrinting, useTheme } from "./ui/hooks";
import { Fold } from "./ui/parts";
import { Tour } from "./ui/Tour";

function Head({ payload, theme, flip }: { payload: Payload; theme: string; flip: () => void }): JSX.Element {
  return (
    <header class="top">
      <div>
        <h1>{payload.title}</h1>
        <p class="soft">
          As of {payload.as_of.text}, looking to {payload.until.text}
          {payload.variant.id && `. Variant: ${payload.variant.title}`}
        </p>
      </div>
      <div class="actions no-print">
        <Tour />
        <button type="button" class="quiet" aria-pressed={theme === "dark"} onClick={flip}>
          {theme === "dark" ? "Light" : "Dark"}
        </button>
        <button type="button" class="quiet" onClick={() => print()}>
          Print
        </button>
      </div>
    </header>
  );
}

/** `#claim-qaim-last` in the address opens that claim. */
function claimInAddress(): string | null {
  const found = /^#claim-(.+)$/.exec(location.hash);
  return found?.[1] ?? null;
}

interface Props {
  payload: Payload;
  served: boolean;
  /** How far the run has come, where one is running. */
  progress?: ComponentChildren;
}

export function App({ payload, served, progress }: Props): JSX.Element {
  const printing = usePrinting();
  const [theme, flip] = useTheme();
  const [wanted, setWanted] = useState<string | null>(() => claimInAddress());
  const dark = theme === "dark" && !printing;
  const known = useMemo(
    () => ({ payload, actors: actorsOf(payload, dark), served, wanted, want: setWanted }),
    [payload, served, dark, wanted],
  );
  return (
    <Brief.Provider value={known}>
      <Printing.Provider value={printing}>
        <main class="page">
          <Head payload={payload} theme={theme} flip={flip} />
          {progress}
          {!payload.run.complete && !progress && (
            <p class="notice">
              This run was stopped early. All numbers rest on the {payload.run.futures.text} futures that were finished.
            </p>
          )}
          <BottomLine />
          <div class="columns">
            <MapSection dark={dark} />
            <ClaimList />
          </div>
          {served && payload.levers?.length ? <Levers levers={payload.levers} /> : null}
          <Computed alone={!served} />
          <section id="more" aria-labelledby="more-h">
            <h2 id="more-h">Behind the numbers</h2>
            {payload.falls.length > 0 && (
              <Fold id="falls" title="When places may change hands">
                {() => <Falls />}
              </Fold>
            )}
            {payload.influence && (
              <Fold id="influence" title="Who gains influence">
                {() => <Influence data={payload.influence!} />}
              </Fold>
            )}
            {payload.unsettled.length > 0 && (
              <Fold id="unsettled" title={`Statements that no future can settle (${payload.unsettled.length})`}>
                {() => <Unsettled />}
              </Fold>
            )}
            <Fold id="assumptions" title={`Assumptions (${payload.assumptions.length})`}>
              {() => <Assumptions />}
            </Fold>
            <Fold id="method" title="Method, limits and sources">
              {() => <Method />}
            </Fold>
          </section>
          <footer>
            <p class="prose small">{payload.foot}</p>
          </footer>
        </main>
      </Printing.Provider>
    </Brief.Provider>
  );
}
