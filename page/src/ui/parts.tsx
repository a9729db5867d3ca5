// The smallest pieces that the page is made of: folds, chips, shapes, sentences.
import type { ComponentChildren, JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { shapePath } from "../map/glyphs";
import type { Actor } from "../payload";
import { Printing } from "./context";

/** First letter large. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A range of numbers stays on one line: browsers would break it after its dash. */
export const unbroken = (text: string): string => text.replace(/(?<=\d)\u2013(?=\d)/g, "\u2013\u2060");

/** Text of the payload as it stands. */
export function T({ children }: { children: string | null | undefined }): JSX.Element {
  return <>{unbroken(children ?? "")}</>;
}

interface FoldProps {
  title: ComponentChildren;
  id?: string;
  open?: boolean;
  class?: string;
  children: () => ComponentChildren;
}

/** Something folded away; its contents are drawn only once it is opened, or printed. */
export function Fold({ title, id, open = false, class: name = "", children }: FoldProps): JSX.Element {
  const printing = useContext(Printing);
  const [shown, setShown] = useState(open);
  return (
    <details
      class={`fold ${name}`}
      {...(id && { id })}
      open={shown || printing}
      onToggle={(event) => !printing && setShown(event.currentTarget.open)}
    >
      <summary>{title}</summary>
      {(shown || printing) && <div class="folded">{children()}</div>}
    </details>
  );
}

/** The shape and colour of an actor, as on the map. */
export function Swatch({ actor, size = 7 }: { actor: Actor; size?: number }): JSX.Element {
  const ring = actor.shape === "ring";
  const box = 1.45 * size;
  return (
    <svg
      class="swatch"
      width={2 * box}
      height={2 * box}
      viewBox={`${-box} ${-box} ${2 * box} ${2 * box}`}
      aria-hidden="true"
    >
      <path
        d={shapePath(actor.shape, size)}
        fill={ring ? "none" : actor.colour}
        stroke={ring ? actor.colour : "none"}
        stroke-width={ring ? 2.4 : 0}
      />
    </svg>
  );
}

export function Section({
  id,
  title,
  lead,
  children,
}: {
  id: string;
  title: string;
  lead?: ComponentChildren;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <section id={id} aria-labelledby={`${id}-h`}>
      <h2 id={`${id}-h`}>{title}</h2>
      {lead && <p class="prose soft">{lead}</p>}
      {children}
    </section>
  );
}
