// The map as a film to keep: one picture a date, recorded by the browser itself (WebM), where it can.
import type { Payload } from "../payload";
import { canvasOf, type Drawn, keep, pictureOf } from "./export";

const TYPES = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];
const FRAME_MS = 160;
const HOLD_MS = 900;

/** The kind of film that this browser records; null where it records none. */
export function filmType(): string | null {
  if (typeof MediaRecorder === "undefined" || !("captureStream" in HTMLCanvasElement.prototype)) return null;
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Record all dates and save them as one file; `said` is told how far it has come. */
export async function saveFilm(
  payload: Payload,
  frames: number,
  frameAt: (index: number) => { drawn: Drawn; title: string },
  said: (text: string) => void,
): Promise<void> {
  const type = filmType();
  if (!type) return;
  const pictures: HTMLCanvasElement[] = [];
  for (let index = 0; index < frames; index++) {
    const { drawn, title } = frameAt(index);
    const { svg, width, height } = pictureOf(payload, drawn, title);
    pictures.push(await canvasOf(svg, width, height, 1));
    said(`Drawing ${index + 1} of ${frames}`);
  }
  const screen = document.createElement("canvas");
  screen.width = Math.max(...pictures.map((one) => one.width));
  screen.height = Math.max(...pictures.map((one) => one.height));
  const brush = screen.getContext("2d");
  if (!brush) return;
  const recorder = new MediaRecorder(screen.captureStream(), { mimeType: type, videoBitsPerSecond: 4_000_000 });
  const pieces: Blob[] = [];
  recorder.ondataavailable = (event) => pieces.push(event.data);
  const ended = new Promise((done) => {
    recorder.onstop = done;
  });
  recorder.start();
  said("Recording");
  for (const [index, picture] of pictures.entries()) {
    brush.fillStyle = "#ffffff";
    brush.fillRect(0, 0, screen.width, screen.height);
    brush.drawImage(picture, 0, 0);
    await wait(index === 0 || index === frames - 1 ? HOLD_MS : FRAME_MS);
  }
  recorder.stop();
  await ended;
  keep(new Blob(pieces, { type: "video/webm" }), `${payload.title}.webm`);
  said("");
}
