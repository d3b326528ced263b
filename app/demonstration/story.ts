import { createHash } from "node:crypto";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { Deps } from "#app/ports.ts";
import type { Result } from "#app/result.ts";

/** An act of the demonstration at a moment; acts happen in the order of their days, then as they were written. */
interface Scene {
  readonly on: Day;
  readonly order: number;
  readonly play: (deps: Deps) => Promise<void>;
}

/**
 * Plays acts of people on past days: each act sees a clock that stands at its day, so that the record reads as if it
 * had been kept all along. Ids and salts come from a counter: the same day gives the same demonstration.
 */
export class Story {
  private readonly scenes: Scene[] = [];
  private readonly salt: string;
  private counter = 0;
  private minute = 0;

  constructor(
    private readonly deps: Deps,
    readonly today: Day,
  ) {
    this.salt = `azukari demonstration ${today}`;
  }

  /** Days after `today` are left out: what has not happened yet is not told. */
  at(on: Day, play: (deps: Deps) => Promise<void>): void {
    if (on <= this.today) this.scenes.push({ on, order: this.scenes.length, play });
  }

  async play(say: (done: number, all: number) => void): Promise<void> {
    let played = 0;
    // A scene may add scenes of the same or a later day.
    while (this.scenes.length > 0) {
      this.scenes.sort((a, b) => (a.on === b.on ? a.order - b.order : a.on < b.on ? -1 : 1));
      const scene = this.scenes.shift();
      if (!scene) break;
      await scene.play(this.on(scene.on));
      played += 1;
      if (played % 50 === 0) say(played, played + this.scenes.length);
    }
  }

  /** Dependencies whose clock stands at a working hour of `day` in Tokyo, a little later with every act. */
  on(day: Day): Deps {
    this.minute = (this.minute + 1) % 480;
    const base = Date.parse(`${day}T09:00:00+09:00`) + this.minute * 60_000;
    let ticks = 0;
    const now = () => new Date(base + ticks++ * 250);
    return { ...this.deps, now, newId: () => this.id(base), randomBytes: (bytes) => this.bytes(bytes) };
  }

  /** UUIDv7 (RFC 9562) from the scene's moment and a counter. */
  private id(at: number): string {
    const time = at.toString(16).padStart(12, "0");
    const hash = this.bytes(16).toString("hex");
    const variant = ((Number.parseInt(hash.slice(3, 4), 16) & 3) | 8).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
  }

  private bytes(length: number): Buffer {
    const blocks: Buffer[] = [];
    for (let made = 0; made < length; made += 32) {
      blocks.push(
        createHash("sha256")
          .update(`${this.salt} ${this.counter++}`)
          .digest(),
      );
    }
    return Buffer.concat(blocks).subarray(0, length);
  }
}

/** The value of an act that must have worked: a demonstration that breaks a rule of the product is a bug of its own. */
export function must<T>(result: Result<T>, what: string): T {
  if (!result.ok) throw new Error(`${what}: ${JSON.stringify(result.problem)}`);
  return result.value;
}
