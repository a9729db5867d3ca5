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
  one: Odds;
  other: ClaimRow["variants"][number];
  moved: number;
}

type Odds = Pick<ClaimRow, "probability" | "interval" | "undecided" | "word">;

/** The claims under one variant beside the run itself or another variant, the most moved first. */
function movedBy(rows: ClaimRow[], variant: string, beside: string): Changed[] {
  return rows
    .flatMap((row) => {
      const other = row.variants.find((one) => one.id === variant);
      const one = beside ? row.variants.find((known) => known.id === beside) : row;
      const from = one && "difference" in one ? one.difference.value : 0;
      return other && one ? [{ row, one, other, moved: other.difference.value - from }] : [];
    })
    .sort((a, b) => Math.abs(b.moved) - Math.abs(a.moved));
}

export function Computed({ alone }: { alone: boolean }): JSX.Element | null {
  const { payload } = useContext(Brief);
  const [variant, setVariant] = useState(payload.variants[0]?.id ?? "");
  const [all, setAll] = useState(false);
  const [beside, setBeside] = useState("");
  if (payload.variants.length === 0) return null;
  const moved = movedBy(payload.claims, variant, beside);
  const titleOf = (id: string): string => payload.variants.find((one) => one.id === id)?.title ?? "As it stands";
  const really = moved.filter((one) => Math.abs(one.moved) >= 0.005);
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
      <label class="pick">
        beside
        <select value={beside} onChange={(event) => setBeside(event.currentTarget.value)}>
          <option value="">the scenario as it stands</option>
          {payload.variants
            .filter((one) => one.id !== variant)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
        </select>
      </label>
      {really.length === 0 && <p class="empty">No statement moves by half a point or more.</p>}
      <ul class="compare">
        {shown.map(({ row, one, other }) => (
          <li key={row.id}>
            <p>{capital(row.english)}</p>
            <div class="two">
              <Side name={titleOf(beside)} row={one} />
              <Side name={beside ? titleOf(variant) : "Then"} row={other} />
              <p class="change">{!beside && <b>{other.difference.text}</b>}</p>
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

function Side({ name, row }: { name: string; row: Odds }): JSX.Element {
  return (
    <div class="side">
      <span class="small soft">{name}</span> <b>{row.probability.text}</b> <span class="small soft">{row.word}</span>
      <Chance row={row} />
    </div>
  );
}
