// Pages of dots as PNG, in shades of grey, with the dots to the inch in the file. Source: the PNG specification, third edition.
import { deflateSync } from 'node:zlib';
import type { Bitmap } from './bitmap.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const INCHES_PER_METRE = 1 / 0.0254;

/** One page as a PNG file, with a remark in ASCII; the same dots always give the same bytes. */
export function asPng({ width, height, ink }: Bitmap, dotsPerInch: number, remark = ''): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const resolution = Buffer.alloc(9);
  const perMetre = Math.round(dotsPerInch * INCHES_PER_METRE);
  resolution.writeUInt32BE(perMetre, 0);
  resolution.writeUInt32BE(perMetre, 4);
  resolution[8] = 1;
  // every row begins with how it is filtered: not at all
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1) {
    for (let x = 0; x < width; x += 1) rows[row * (width + 1) + 1 + x] = 255 - (ink[row * width + x] as number);
  }
  const data = deflateSync(rows, { level: 9 });
  const text = remark === '' ? [] : [chunk('tEXt', Buffer.from(`Comment\0${remark}`, 'latin1'))];
  const end = chunk('IEND', Buffer.alloc(0));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('pHYs', resolution), ...text, chunk('IDAT', data), end]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(typed, 4);
  framed.writeUInt32BE(checksum(typed), typed.length + 4);
  return framed;
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32. */
function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (table[(value ^ byte) & 0xff] as number) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
