// Who gains influence over whom: patrons in order, with how firmly that order holds.
import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import type { Influence as Data } from "../payload";
import { Brief } from "../ui/context";
import { Swatch, T } from "../ui/parts";

const SIGNS = { gains: "▲ gains", loses: "▼ loses", unclear: "◆ unclear" } as const;

export function Influence({ data }: { data: Data }): JSX.Element {
  const { actors } = useContext(Brief);
  return (
    <>
      <p class="prose">
        <T>{data.text}</T>
      </p>
      <ol class="patrons">
        {data.patrons.map((one) => {
          const actor = actors.get(one.actor);
          return (
            <li key={one.actor}>
              <p class="patron">
                {actor && <Swatch actor={actor} />}
                <b>{one.name}</b> <span>{SIGNS[one.sign]}</span>
                <span class="soft">
                  rank {one.rank.text}; holds in {one.holds.text} of weightings
                </span>
              </p>
              {one.clients.length > 0 && (
                <ul class="clients small">
                  {one.clients.map((client) => (
                    <li key={client.client}>
                      {client.name} <span class="soft">(rank {client.share_rank.text} there)</span>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}
