// The claims: the author's words beside our number, one row each; a click opens what lies behind it.
import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { ChanceKey } from "../ui/Chance";
import { Brief, Printing } from "../ui/context";
import { Section } from "../ui/parts";
import { ClaimRow } from "./ClaimRow";

const FIRST = 8;

export function ClaimList(): JSX.Element {
  const { payload, wanted } = useContext(Brief);
  const printing = useContext(Printing);
  const [all, setAll] = useState(false);
  const rows = payload.claims;
  if (rows.length === 0) {
    return (
      <Section id="claims" title="The assessment, statement by statement">
        <p class="empty">
          This scenario states nothing yet that a future can settle. Add a claim to one of its statements.
        </p>
      </Section>
    );
  }
  const there = rows.findIndex((row) => row.id === wanted) >= FIRST;
  const shown = all || there || printing || rows.length <= FIRST + 2 ? rows : rows.slice(0, FIRST);
  return (
    <Section
      id="claims"
      title="The assessment, statement by statement"
      lead="How often each statement comes true in the simulated futures. Open one to see what lies behind its number."
    >
      <ChanceKey band={rows.some((row) => row.band)} range={rows.some((row) => row.assumptions)} />
      <ol class="claims">
        {shown.map((row) => (
          <ClaimRow key={row.id} row={row} />
        ))}
      </ol>
      {shown.length < rows.length && (
        <button type="button" class="more" onClick={() => setAll(true)}>
          Show all {rows.length} statements
        </button>
      )}
    </Section>
  );
}
