/* Exact numbers: ratios of whole numbers of any size. And SHA-256 (FIPS 180-4), which draws the lots. */

function gcd(a, b) {
  while (b) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

const lcm = (a, b) => (a / gcd(a, b)) * b;

function ratio(n, d = 1n) {
  const by = gcd(n, d) || 1n;
  return d < 0n ? { n: -n / by, d: -d / by } : { n: n / by, d: d / by };
}

const ZERO = ratio(0n), ONE = ratio(1n);
const add = (a, b) => ratio(a.n * b.d + b.n * a.d, a.d * b.d);
const subtract = (a, b) => ratio(a.n * b.d - b.n * a.d, a.d * b.d);
const times = (a, b) => ratio(a.n * b.n, a.d * b.d);
const over = (a, b) => ratio(a.n * b.d, a.d * b.n);
/** Below 0, 0 or above 0, as a is less than, equal to or more than b. */
function compare(a, b) {
  const left = a.n * b.d, right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}
const total = (all) => all.reduce(add, ZERO);
const least = (all) => all.reduce((a, b) => (compare(b, a) < 0 ? b : a));

/** "75/2" or "40". */
const exactText = (a) => (a === null ? null : a.d === 1n ? `${a.n}` : `${a.n}/${a.d}`);

/** The number that "75/2", "40" or "12.50" is; null when it is none. */
function exactOf(text) {
  const found = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?(?:\/(\d+))?\s*$/.exec(text ?? "");
  if (!found || !(found[2] || found[3])) return null;
  const places = (found[3] ?? "").length, power = Number(found[4] ?? 0) - places;
  const digits = BigInt((found[2] ?? "") + (found[3] ?? "")) * (found[1] === "-" ? -1n : 1n);
  const scaled = power < 0 ? ratio(digits, 10n ** BigInt(-power)) : ratio(digits * 10n ** BigInt(power));
  return found[5] === undefined ? scaled : over(scaled, ratio(BigInt(found[5])));
}

const bytesOf = (text) => new TextEncoder().encode(text);

/** Order of the code points, which is the order of the bytes of UTF-8. */
function byText(a, b) {
  const left = bytesOf(a), right = bytesOf(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) if (left[i] !== right[i]) return left[i] - right[i];
  return left.length - right.length;
}

function rootOf(prime, power) {
  const whole = Math.pow(prime, 1 / power);
  return ((whole - Math.floor(whole)) * 2 ** 32) >>> 0;
}

const PRIMES = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every((prime) => n % prime)) PRIMES.push(n);
const ROUNDS = PRIMES.map((prime) => rootOf(prime, 3)), FIRST = PRIMES.slice(0, 8).map((prime) => rootOf(prime, 2));

/** SHA-256 of bytes, in hexadecimal. */
function sha256(bytes) {
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  const turn = (x, by) => (x >>> by) | (x << (32 - by));
  const hash = [...FIRST], words = new Uint32Array(64);
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getUint32(at + 4 * i);
    for (let i = 16; i < 64; i++) {
      const a = words[i - 15], b = words[i - 2];
      const small = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3), large = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
      words[i] = words[i - 16] + small + words[i - 7] + large;
    }
    let [a, b, c, d, e, f, g, h] = hash;
    for (let i = 0; i < 64; i++) {
      const up = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + words[i];
      const down = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + up) | 0, c, b, a, (up + down) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => { hash[i] = (hash[i] + value) >>> 0; });
  }
  return hash.map((word) => word.toString(16).padStart(8, "0")).join("");
}
