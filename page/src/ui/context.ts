// What every part of the page may ask for: the payload, its actors, whether it is printed, and a server if there is one.
import { createContext } from "preact";
import type { Actor, Payload } from "../payload";

export interface Known {
  payload: Payload;
  actors: Map<string, Actor>;
  served: boolean;
  /** The claim that is to be opened and brought into sight: named by the address, or by a link. */
  wanted: string | null;
  want: (claim: string) => void;
}

export const Printing = createContext(false);
export const Brief = createContext<Known>(null as unknown as Known);
