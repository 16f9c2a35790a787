// Räknar efter en lottning av platser i en kö, från inget annat än det som har visats för alla.
//
//   node rakna-efter.mjs vaccination-del-1.json vaccination-del-2.json …
//
// Programmet hämtar ingenting och sparar ingenting. Det är skrivet för sig, utan något av det som lottade: stämmer de två
// överens har båda räknat rätt.
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

const parts = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8'))).sort((a, b) => a.part - b.part);
const { promise, secret, count, root, seed } = parts[0] ?? {};
const hash = (...pieces) => createHash('sha256').update(Buffer.concat(pieces)).digest();
const hex = (text) => Buffer.from(text, 'hex');

// Alla delar av listan ska vara med, en gång var, och säga samma sak.
const leaves = parts.flatMap((part) => part.leaves).map(hex);
const whole = parts.length > 0 && parts.length === parts[0].parts && leaves.length === count
  && parts.every((part, at) => part.part === at + 1 && part.promise === promise && part.secret === secret && part.root === root && part.seed === seed);

// Roten: avtrycken läggs ihop två och två, som i ett träd. Av toppar som är lika höga blir en ny.
const tops = [];
for (const leaf of leaves) {
  let top = { height: 0, value: leaf };
  while (tops.at(-1)?.height === top.height) top = { height: top.height + 1, value: hash(Buffer.from([1]), tops.pop().value, top.value) };
  tops.push(top);
}
const length = Buffer.alloc(8);
length.writeBigUInt64BE(BigInt(leaves.length));
const countedRoot = hash(Buffer.from([2]), length, ...tops.map(({ value }) => value));
const countedSeed = createHmac('sha256', hex(secret ?? '')).update(countedRoot).digest();

// Platsen för ett nummer: fyra varv där halva talet blandas med den andra halvan, om och om igen tills svaret ryms.
const half = Math.max(1, Math.ceil(Math.log2(Math.max(2, leaves.length)) / 2));
const size = 2 ** half;
function placeOf(number) {
  let value = number;
  do {
    let [left, right] = [Math.floor(value / size), value % size];
    for (let round = 0; round < 4; round += 1) {
      const asked = Buffer.alloc(5);
      asked.writeUInt8(round, 0);
      asked.writeUInt32BE(right, 1);
      [left, right] = [right, left ^ (createHmac('sha256', countedSeed).update(asked).digest().readUInt32BE(0) % size)];
    }
    value = left * size + right;
  } while (value >= leaves.length);
  return value;
}

const found = [
  [whole, `alla delar av listan finns, ${leaves.length} anmälda`],
  [createHash('sha256').update(hex(secret ?? '')).digest('hex') === promise, `hemligheten har det fingeravtryck som visades före: ${promise}`],
  [countedRoot.toString('hex') === root, 'listans rot stämmer'],
  [countedSeed.toString('hex') === seed, 'lottningens frö stämmer'],
];
for (const [right, what] of found) console.log(`${right ? 'Ja ' : 'NEJ'}  ${what}`);
if (found.some(([right]) => !right)) process.exit(1);
const order = leaves.map((_, number) => [placeOf(number), number]).sort((a, b) => a[0] - b[0]);
console.log(`\nFörst i kön: ${order.slice(0, 10).map(([, number]) => `nummer ${number + 1}`).join(', ')}`);
