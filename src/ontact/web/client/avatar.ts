/** Initials and colour of a person without a picture; the same as templatetags/web.py gives. */

const COLOURS = 6;

export function initials(name: string): string {
  const bare = name.trim();
  if (!bare) return "?";
  const parts = bare.split(/\s+/);
  const first = parts[0] ?? "";
  if (/^[가-힣]/.test(bare)) return first.length > 2 && first.length <= 4 ? first.slice(-2) : first.slice(0, 2);
  const last = parts.length > 1 ? (parts[parts.length - 1] ?? "") : "";
  return (first.slice(0, 1) + last.slice(0, 1)).toUpperCase();
}

/** 1 … 6 */
export function avatarColour(name: string): number {
  return (crc32(new TextEncoder().encode(name)) % COLOURS) + 1;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
