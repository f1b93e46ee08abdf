/** Three soft notes to try the speaker, played on the chosen device where the browser can choose. */

const NOTES_HZ = [523, 659, 784];

type Sinkable = HTMLAudioElement & { setSinkId?: (id: string) => Promise<void> };

export async function playTone(speakerId: string): Promise<void> {
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  let at = context.currentTime + 0.05;
  for (const frequency of NOTES_HZ) {
    const note = context.createOscillator();
    const loudness = context.createGain();
    note.frequency.value = frequency;
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(0.25, at + 0.04);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.45);
    note.connect(loudness).connect(output);
    note.start(at);
    note.stop(at + 0.5);
    at += 0.35;
  }
  const player: Sinkable = new Audio();
  player.srcObject = output.stream;
  if (speakerId !== "" && player.setSinkId !== undefined) await player.setSinkId(speakerId).catch(() => undefined);
  await player.play();
  setTimeout(() => {
    player.srcObject = null;
    void context.close();
  }, 1_800);
}
