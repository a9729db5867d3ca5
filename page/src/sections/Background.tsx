// The back pages: assumptions, statements that no future settles, method, limits, sources.
import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import type { AssumptionRow, UnsettledRow } from "../payload";
import { Brief, Printing } from "../ui/context";
import { T } from "../ui/parts";

/** Numbers that nobody knows, in two groups, with a filter: a scenario has a hundred or more. */
export function Assumptions(): JSX.Element {
  const { payload } = useContext(Brief);
  const printing = useContext(Printing);
  const [wish, setWish] = useState("");
  const hit = (row: AssumptionRow): boolean =>
    `${row.meaning} ${row.serves_text} ${row.basis} ${row.name}`.toLowerCase().includes(wish.toLowerCase());
  const rows = payload.assumptions.filter(hit);
  const groups: [string, AssumptionRow[]][] = [
    ["Uncertain facts of this scenario", rows.filter((row) => row.serves)],
    ["Numbers of the model", rows.filter((row) => !row.serves)],
  ];
  return (
    <>
      <p class="prose soft">
        Numbers that nobody knows for certain. Each future draws its own; in 80 of 100 draws the value lies between low
        and high.
      </p>
      {!printing && payload.assumptions.length > 12 && (
        <label class="pick">
          Find
          <input
            type="search"
            value={wish}
            onInput={(event) => setWish(event.currentTarget.value)}
            placeholder="a place, a side, a word"
          />
        </label>
      )}
      {groups.map(([title, group]) =>
        group.length ? (
          <div key={title}>
            <h3>
              {title} ({group.length})
            </h3>
            <ul class="assumptions">
              {group.map((row) => (
                <li key={`${row.name} ${row.serves}`}>
                  <p>
                    <b>{row.meaning}</b> <span class="soft">{row.serves ? row.serves_text : row.name}</span>
                  </p>
                  <p class="range-text">
                    <T>{`${row.low.text} – ${row.high.text} ${row.unit}`}</T>, usually {row.usual.text}
                  </p>
                  <p class="small soft">{row.basis}</p>
                </li>
              ))}
            </ul>
          </div>
        ) : null,
      )}
      {rows.length === 0 && <p class="empty">Nothing here has that word.</p>}
    </>
  );
}

export function Unsettled(): JSX.Element {
  const { payload } = useContext(Brief);
  const groups = new Map<string, UnsettledRow[]>();
  for (const row of payload.unsettled) groups.set(row.reason, [...(groups.get(row.reason) ?? []), row]);
  return (
    <>
      {[...groups].map(([reason, rows]) => (
        <div key={reason} class="pair">
          <p>{reason}</p>
          <ul>
            {rows.map((row) => (
              <li key={row.id} class={row.cite ? "quote" : ""}>
                {row.cite ? `“${row.cite}”` : row.id}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

export function Method(): JSX.Element {
  const { payload } = useContext(Brief);
  const { run } = payload;
  const facts: [string, string][] = [
    ...payload.sources.map((one): [string, string] => [
      "Source",
      [one.title, one.publisher, one.date].filter(Boolean).join(". "),
    ]),
    ["Made with", `sandtable ${run.sandtable}`],
    [
      "Futures",
      `${run.futures.text} sets of assumptions, ${run.replicates.text} run${run.replicates.value === 1 ? "" : "s"} each`,
    ],
    ["Seed", run.seed.text],
    ["Prior set", run.prior_set],
    ["Scenario", run.scenario_hash],
  ];
  return (
    <>
      {payload.method.map((line) => (
        <p key={line} class="prose">
          {line}
        </p>
      ))}
      <h3>Limits</h3>
      <ul class="points">
        {payload.limits.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <dl class="facts">
        {facts.map(([name, text], index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
