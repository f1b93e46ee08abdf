/** A level that moves when one speaks. */

/** A voice at arm's length from a laptop lies above this, an empty room below. */
export const HEARD_FROM = 0.35;

export class Meter {
  private readonly context = new AudioContext();
  private readonly source: MediaStreamAudioSourceNode;
  private frame = 0;
  private heard = false;
  /** 0 … 1: the loudest moment since it was set to 0. */
  loudest = 0;

  constructor(
    stream: MediaStream,
    private readonly bars: HTMLElement,
    private readonly onHeard: () => void,
  ) {
    this.source = this.context.createMediaStreamSource(stream);
    const analyser = this.context.createAnalyser();
    analyser.fftSize = 1024;
    this.source.connect(analyser);
    const wave = new Float32Array(analyser.fftSize);
    const draw = (): void => {
      analyser.getFloatTimeDomainData(wave);
      this.show(levelOf(wave));
      this.frame = requestAnimationFrame(draw);
    };
    draw();
    // A page that nobody has touched yet may not run sound; the first press anywhere wakes it.
    document.addEventListener("pointerdown", this.wake, { once: true });
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    document.removeEventListener("pointerdown", this.wake);
    this.source.disconnect();
    void this.context.close();
  }

  private readonly wake = (): void => {
    void this.context.resume();
  };

  private show(level: number): void {
    const lit = Math.round(level * this.bars.childElementCount);
    [...this.bars.children].forEach((bar, place) => {
      bar.toggleAttribute("data-lit", place < lit);
    });
    this.loudest = Math.max(this.loudest, level);
    if (!this.heard && level > HEARD_FROM) {
      this.heard = true;
      this.onHeard();
    }
  }
}

/** 0 … 1 over the 50 dB in which voices lie. */
export function levelOf(wave: Float32Array): number {
  let sum = 0;
  for (const value of wave) sum += value * value;
  const decibels = 10 * Math.log10(sum / wave.length + 1e-10);
  return Math.max(0, Math.min(1, (decibels + 58) / 50));
}
