// Starts the page: draws the payload that lies in it, or asks the server that sent it for one.
import { render } from "preact";
import { App } from "./App";
import type { Payload } from "./payload";
import { Served } from "./Served";
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

function draw(room: HTMLElement, payload: Payload): void {
  if (payload.payload !== KNOWN) {
    say(room, "This page was made for another version of sandtable and cannot be shown. Write it again.");
    return;
  }
  document.title = `${payload.title}: brief`;
  render(<App payload={payload} served={false} />, room);
}

function start(): void {
  const room = document.getElementById("page");
  if (!room) return;
  const data = document.getElementById("payload")?.textContent?.trim();
  if (!data) {
    render(<Served />, room);
    return;
  }
  try {
    draw(room, JSON.parse(data) as Payload);
  } catch (error) {
    say(room, `The brief cannot be shown. ${error instanceof Error ? error.message : ""}`);
  }
}

start();
