// What every part of the page may ask for: the payload, its actors, whether it is printed, and a server if there is one.
import { createContext } from "preact";
import type { Actor, Payload } from "../payload";

export interface Known {
  payload: Payload;
  actors: Map<string, Actor>;
  served: boolean;
}

export const Printing = createContext(false);
export const Brief = createContext<Known>(null as unknown as Known);
