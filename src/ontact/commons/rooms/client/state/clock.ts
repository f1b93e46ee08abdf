/** The server's clock, guessed from its answers: deadlines are the server's, screens may be minutes wrong. */

/** A sample older than this is replaced even by a worse one: cheap clocks drift. */
const SAMPLE_LIVES_MS = 5 * 60_000;

interface Sample {
  offset_ms: number;
  trip_ms: number;
  at_ms: number;
}

export class ServerClock {
  private best: Sample | null = null;

  constructor(private readonly device: () => number = Date.now) {}

  /** Half of the round trip is taken off; the answer with the shortest trip is believed. */
  learn(serverTime: string, sent_ms: number, received_ms: number): void {
    const server_ms = Date.parse(serverTime);
    const trip_ms = received_ms - sent_ms;
    if (Number.isNaN(server_ms) || trip_ms < 0) return;
    const stale = this.best === null || received_ms - this.best.at_ms > SAMPLE_LIVES_MS;
    if (!stale && this.best !== null && trip_ms > this.best.trip_ms) return;
    this.best = { offset_ms: server_ms - (sent_ms + trip_ms / 2), trip_ms, at_ms: received_ms };
  }

  now_ms(): number {
    return this.device() + (this.best?.offset_ms ?? 0);
  }

  /** Seconds until a moment; negative once it has passed. */
  secondsUntil(moment: string): number {
    return (Date.parse(moment) - this.now_ms()) / 1000;
  }
}
