// What if: the variants that were computed ahead, side by side with the brief's own run, claim by claim.
import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import type { ClaimRow } from "../payload";
import { Chance } from "../ui/Chance";
import { Brief } from "../ui/context";
import { capital, Section } from "../ui/parts";

const MOST = 6;

interface Changed {
  row: ClaimRow;
  other: ClaimRow["variants"][number];
}

/** The claims under one variant, the most moved first. */
function movedBy(rows: ClaimRow[], variant: string): Changed[] {
  return rows
    .flatMap((row) => {
      const other = row.variants.find((one) => one.id === variant);
      return other ? [{ row, other }] : [];
    })
    .sort((a, b) => Math.abs(b.other.difference.value) - Math.abs(a.other.difference.value));
}

export function Computed({ alone }: { alone: boolean }): JSX.Element | null {
  const { payload } = useContext(Brief);
  const [variant, setVariant] = useState(payload.variants[0]?.id ?? "");
  const [all, setAll] = useState(false);
  if (payload.variants.length === 0) return null;
  const moved = movedBy(payload.claims, variant);
  const really = moved.filter(({ other }) => Math.abs(other.difference.value) >= 0.005);
  const shown = all ? really : really.slice(0, MOST);
  return (
    <Section
      id={alone ? "what-if" : "variants"}
      title={alone ? "What if" : "Variants, side by side"}
      lead="Changes that were run ahead, each on the same luck, so that every difference is the change’s own."
    >
      <label class="pick">
        Suppose
        <select value={variant} onChange={(event) => setVariant(event.currentTarget.value)}>
          {payload.variants.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
      {really.length === 0 && <p class="empty">No statement moves by half a point or more.</p>}
      <ul class="compare">
        {shown.map(({ row, other }) => (
          <li key={row.id}>
            <p>{capital(row.english)}</p>
            <div class="two">
              <Side name="As it stands" row={row} />
              <Side name="Then" row={other} />
              <p class="change">
                <b>{other.difference.text}</b>
              </p>
            </div>
          </li>
        ))}
      </ul>
      {shown.length < really.length && (
        <button type="button" class="more" onClick={() => setAll(true)}>
          Show all {really.length} that move
        </button>
      )}
      {moved.length > really.length && really.length > 0 && (
        <p class="small soft">{moved.length - really.length} statements do not move by as much as half a point.</p>
      )}
    </Section>
  );
}

function Side({
  name,
  row,
}: {
  name: string;
  row: Pick<ClaimRow, "probability" | "interval" | "undecided" | "word">;
}): JSX.Element {
  return (
    <div class="side">
      <span class="small soft">{name}</span> <b>{row.probability.text}</b> <span class="small soft">{row.word}</span>
      <Chance row={row} />
    </div>
  );
}
