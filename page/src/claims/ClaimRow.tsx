// One claim as a row: words, hedge, bar, number; open: everything that is known about it.
import type { JSX } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import type { ClaimRow as Row } from "../payload";
import { Chance } from "../ui/Chance";
import { Brief, Printing } from "../ui/context";
import { capital, T } from "../ui/parts";
import { ClaimDetail } from "./ClaimDetail";

const SIDES: Record<string, string> = {
  above: "▲ above the author’s band",
  below: "▼ below the author’s band",
  inside: "● inside the author’s band",
};

function Tags({ row }: { row: Row }): JSX.Element {
  const side = row.against.place && SIDES[row.against.place];
  return (
    <p class="tags">
      {side && <span class={`tag ${row.against.place}`}>{row.against.clear === false ? `${side}, barely` : side}</span>}
      {row.undecided.value > 0.005 && <span class="tag">{row.undecided.text}</span>}
      {row.label && <span class="tag">{row.label.word}</span>}
      {row.outcome && <span class="tag known">{row.outcome.word ?? row.outcome.text}</span>}
    </p>
  );
}

export function ClaimRow({ row }: { row: Row }): JSX.Element {
  const printing = useContext(Printing);
  const { wanted } = useContext(Brief);
  const [open, setOpen] = useState(false);
  const self = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (wanted !== row.id) return;
    setOpen(true);
    self.current?.scrollIntoView();
  }, [wanted, row.id]);
  const id = `claim-${row.id}`;
  return (
    <li ref={self} class="claim" id={id} data-open={open}>
      <div class="claim-head">
        <div class="words">
          {row.cite && <p class="quote">“{row.cite}”</p>}
          <p class="hedge">
            {row.hedge && <>Said: “{row.hedge}”</>}
            {!row.hedge && row.kind_text && capital(row.kind_text)}
            {row.reads && (
              <>
                {row.hedge ? ", " : ", "}which we read as {row.reads}
              </>
            )}
            {row.band && (
              <span class="nowrap">
                {" "}
                (<T>{row.band.text}</T>)
              </span>
            )}
          </p>
        </div>
        <div class="asked">
          <h3>
            <button type="button" aria-expanded={open} aria-controls={`${id}-more`} onClick={() => setOpen(!open)}>
              {capital(row.english)}
              <svg class="chevron" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
                <path d="M2 4l4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.8" />
              </svg>
            </button>
          </h3>
          {row.given && <p class="small soft">{row.given.text}</p>}
          <Tags row={row} />
        </div>
        <div class="odds">
          <p>
            <span class="figure">{row.probability.text}</span> <span class="word">{row.word}</span>
          </p>
          <Chance row={row} band={row.band} range={row.assumptions} />
        </div>
      </div>
      <div id={`${id}-more`} class="claim-more" hidden={!open && !printing}>
        {open && <ClaimDetail row={row} />}
      </div>
    </li>
  );
}
