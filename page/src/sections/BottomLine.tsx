// The bottom line: one number, its word, and the sentences that say what it means.
import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { Chance } from "../ui/Chance";
import { Brief } from "../ui/context";
import { T } from "../ui/parts";

export function BottomLine(): JSX.Element {
  const { payload, want } = useContext(Brief);
  const { bottom_line: lead, claims } = payload;
  const row = claims.find((one) => one.id === lead.claim);
  return (
    <section id="bottom-line" class="lead-box" aria-label="Bottom line">
      {lead.probability && (
        <div class="lead-number">
          <p class="number">{lead.probability.text}</p>
          <p class="word">{lead.word}</p>
          {row && <Chance row={row} band={row.band} range={row.assumptions} />}
        </div>
      )}
      <div class="said">
        {lead.asked && <p class="asked">{lead.asked}</p>}
        {lead.sentences.map((text) => (
          <p key={text}>
            <T>{text}</T>
          </p>
        ))}
        {row && (
          <p class="no-print">
            <button type="button" class="link" onClick={() => want(row.id)}>
              What lies behind this number
            </button>
          </p>
        )}
      </div>
    </section>
  );
}
