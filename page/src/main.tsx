// Starts the page: draws the payload that lies in it, or asks the server that sent it for one.
import { render } from "preact";
import { App } from "./App";
import { api } from "./api";
import type { Payload } from "./payload";
import "./style/page.css";

const KNOWN = 1;

function say(room: HTMLElement, text: string): void {
  render(
    <p class="state" role="status">
      {text}
    </p>,
    room,
  );
}

function draw(room: HTMLElement, payload: Payload, served: boolean): void {
  if (payload.payload !== KNOWN) {
    say(room, "This page was made for another version of sandtable and cannot be shown. Write it again.");
    return;
  }
  document.title = `${payload.title}: brief`;
  render(<App payload={payload} served={served} />, room);
}

async function start(): Promise<void> {
  const room = document.getElementById("page");
  if (!room) return;
  const served = document.documentElement.dataset.served === "yes";
  const data = document.getElementById("payload")?.textContent?.trim();
  try {
    if (data) {
      draw(room, JSON.parse(data) as Payload, served);
    } else {
      say(room, "Loading the brief…");
      draw(room, await api.payload(), served);
    }
  } catch (error) {
    say(room, `The brief cannot be shown. ${error instanceof Error ? error.message : ""}`);
  }
}

void start();
