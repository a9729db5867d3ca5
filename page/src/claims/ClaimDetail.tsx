// What lies behind a claim's number: evidence, what it hangs on, a future in which it happened, variants, other models.
import type { ComponentChildren, JSX } from "preact";
import { useContext } from "preact/hooks";
import type { ClaimRow, Evidence } from "../payload";
import { Chance } from "../ui/Chance";
import { Brief } from "../ui/context";
import { capital, T } from "../ui/parts";
import { Drivers } from "./Drivers";
import { StoryView } from "./StoryView";

function Block({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <section class="block">
      <h4>{title}</h4>
      {children}
    </section>
  );
}

/** The quote inside its sentence, where the text is present. */
function Quoted({ one }: { one: Evidence }): JSX.Element {
  const start = one.sentence?.indexOf(one.quote) ?? -1;
  return (
    <blockquote>
      <p class="quote">
        {one.sentence && start >= 0 ? (
          <>
            {one.sentence.slice(0, start)}
            <mark>{one.quote}</mark>
            {one.sentence.slice(start + one.quote.length)}
          </>
        ) : (
          <>“{one.quote}”</>
        )}
      </p>
      <footer class="small soft">
        {one.source}
        {one.where && `, ${one.where}`}
      </footer>
    </blockquote>
  );
}

function numbersOf(row: ClaimRow): [string, string][] {
  const { counts } = row;
  const rows: [string, string][] = [
    [
      "Futures",
      `${counts.futures.text}: true in ${counts.true.text}, false in ${counts.false.text}, open in ${counts.undecided.text}`,
    ],
    ["Simulation error", row.interval.text],
  ];
  if (row.assumptions)
    rows.push([
      "Over the assumptions",
      row.assumptions.text + (row.assumptions.share ? `, which carry ${row.assumptions.share.text} of it` : ""),
    ]);
  if (row.structures) rows.push(["Over other models", row.structures.reach]);
  if (row.reach) rows.push(["Whatever becomes of the open ones", row.reach.text]);
  if (row.rare) rows.push(["More exactly", row.rare]);
  if (row.luck) rows.push(["Luck that nobody can know", row.luck.text]);
  return rows;
}

function sentencesOf(row: ClaimRow): string[] {
  const all = [
    row.confidence.text,
    row.band && row.against.text,
    row.counted,
    row.than?.text,
    row.suppose?.text,
    row.margin?.text,
    row.label?.text,
    row.outcome?.text,
    row.note && `Note: ${row.note}`,
    row.arbiter && `Decided by: ${row.arbiter}`,
  ];
  return all.filter((one): one is string => Boolean(one));
}

export function ClaimDetail({ row }: { row: ClaimRow }): JSX.Element {
  const { payload } = useContext(Brief);
  return (
    <div class="detail">
      <div class="detail-column">
        <Block title="The number">
          <dl class="facts">
            {numbersOf(row).map(([name, text]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <T>{text}</T>
                </dd>
              </div>
            ))}
          </dl>
          {sentencesOf(row).map((text) => (
            <p key={text}>
              <T>{text}</T>
            </p>
          ))}
          <p class="small soft">
            In the claim language: <code>{row.claim}</code>
          </p>
        </Block>
        {row.evidence && row.evidence.length > 0 && (
          <Block title="The author’s words">
            {row.evidence.map((one, index) => (
              <Quoted key={index} one={one} />
            ))}
          </Block>
        )}
        {(row.hangs_on || row.drivers?.length || row.rule) && (
          <Block title="What it hangs on">
            {row.hangs_on && <p>{row.hangs_on}</p>}
            {row.rule && <p>{row.rule}</p>}
            {row.drivers && row.drivers.length > 0 && <Drivers drivers={row.drivers} base={row.probability.value} />}
          </Block>
        )}
      </div>
      <div class="detail-column">
        <StoryView row={row} />
        {row.variants.length > 0 && (
          <Block title="Under other assumptions">
            <ul class="variants">
              {row.variants.map((one) => (
                <li key={one.id}>
                  <span>{payload.variants.find((other) => other.id === one.id)?.title ?? one.id}</span>
                  <Chance row={one} />
                  <span class="figures">
                    <b>{one.probability.text}</b> <span class="soft">{one.difference.text}</span>
                  </span>
                </li>
              ))}
            </ul>
          </Block>
        )}
        {row.structures && (
          <Block title="In other models of the war">
            <p>
              <T>{row.structures.text}</T>
            </p>
            <ul class="variants">
              {row.structures.under.map((one) => (
                <li key={one.id}>
                  <span>{capital(payload.structures?.list.find((other) => other.id === one.id)?.title ?? one.id)}</span>
                  <span class="figures">
                    <b>{one.probability.text}</b> <span class="soft">{one.difference.text}</span>
                  </span>
                </li>
              ))}
            </ul>
          </Block>
        )}
      </div>
    </div>
  );
}
