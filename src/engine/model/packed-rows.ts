// Rows of whole numbers, written once, one after the other, and read by their place: seven bits of a number to a byte, so that
// small ones take a byte or two where an array of integers takes four, and a row of nothing takes one byte in all.

/** Where each row of so many begins is known; the way to those between leads past the lengths of the rows before. */
const rowsAMark = 16;
const growth = 1.25;
const noNumbers: readonly number[] = [];

/** Numbers are from 0 and below 2^31. */
export class PackedRows {
  #bytes = new Uint8Array(256);
  #end = 0;
  #marks = new Int32Array(16);
  #count = 0;
  #scratch = new Int32Array(64);

  /** Rows. */
  get length(): number {
    return this.#count;
  }

  /** Of all rows. */
  get bytes(): number {
    return this.#end;
  }

  push(row: ArrayLike<number>): void {
    let size = 0;
    for (let i = 0; i < row.length; i++) size += sizeOf(row[i]!);
    this.#begin(sizeOf(size) + size);
    this.#write(size);
    for (let i = 0; i < row.length; i++) this.#write(row[i]!);
  }

  /**
   * Other rows, with no room for more.
   *
   * @param length of them; those beyond the length of now are empty where they are not changed
   * @param changed a row in place of the one of now; nothing where that stays, which costs less
   */
  rewritten(length: number, changed: (place: number) => ArrayLike<number> | undefined): PackedRows {
    const written = new PackedRows();
    for (let place = 0, at = 0; place < length; place++) {
      const end = place < this.#count ? this.#endFrom(at) : at;
      const row = changed(place);
      if (row !== undefined) written.push(row);
      else if (end === at) written.push(noNumbers);
      else written.#copy(this.#bytes, at, end);
      at = end;
    }
    return written.#trim();
  }

  /** Nothing for a row that was never written. A view, good until another row is read. */
  row(place: number): Int32Array {
    if (place < 0 || place >= this.#count) return this.#scratch.subarray(0, 0);
    const bytes = this.#bytes;
    let at = this.#startOf(place);
    let size = bytes[at]! & 0x7f;
    for (let shift = 7; bytes[at++]! > 0x7f; shift += 7) size |= (bytes[at]! & 0x7f) << shift;
    if (size > this.#scratch.length) this.#scratch = new Int32Array(2 * size);
    const scratch = this.#scratch;
    let length = 0;
    for (const end = at + size; at < end; ) {
      let number = bytes[at]! & 0x7f;
      for (let shift = 7; bytes[at++]! > 0x7f; shift += 7) number |= (bytes[at]! & 0x7f) << shift;
      scratch[length++] = number;
    }
    return scratch.subarray(0, length);
  }

  /** The first number of a row; 0 for an empty row, and one that was never written. */
  first(place: number): number {
    if (place < 0 || place >= this.#count) return 0;
    const bytes = this.#bytes;
    let at = this.#startOf(place);
    if (bytes[at] === 0) return 0;
    while (bytes[at++]! > 0x7f);
    let number = bytes[at]! & 0x7f;
    for (let shift = 7; bytes[at++]! > 0x7f; shift += 7) number |= (bytes[at]! & 0x7f) << shift;
    return number;
  }

  #trim(): this {
    this.#bytes = this.#bytes.slice(0, this.#end);
    this.#marks = this.#marks.slice(0, Math.ceil(this.#count / rowsAMark));
    return this;
  }

  #startOf(place: number): number {
    let at = this.#marks[Math.floor(place / rowsAMark)]!;
    for (let before = place % rowsAMark; before > 0; before--) at = this.#endFrom(at);
    return at;
  }

  /** Where the row ends that begins there. */
  #endFrom(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    let size = bytes[at]! & 0x7f;
    for (let shift = 7; bytes[at++]! > 0x7f; shift += 7) size |= (bytes[at]! & 0x7f) << shift;
    return at + size;
  }

  #copy(bytes: Uint8Array, start: number, end: number): void {
    this.#begin(end - start);
    for (let at = start; at < end; at++) this.#bytes[this.#end++] = bytes[at]!;
  }

  /** A row of so many bytes, its length among them. */
  #begin(size: number): void {
    if (this.#count % rowsAMark === 0) this.#mark(this.#count / rowsAMark);
    this.#makeRoom(size);
    this.#count += 1;
  }

  #mark(index: number): void {
    if (index === this.#marks.length) {
      const marks = new Int32Array(Math.ceil(growth * index) + 16);
      marks.set(this.#marks);
      this.#marks = marks;
    }
    this.#marks[index] = this.#end;
  }

  #makeRoom(size: number): void {
    if (this.#end + size <= this.#bytes.length) return;
    const bytes = new Uint8Array(Math.ceil(growth * (this.#end + size)));
    bytes.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = bytes;
  }

  #write(number: number): void {
    let rest = number;
    while (rest > 0x7f) {
      this.#bytes[this.#end++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#end++] = rest;
  }
}

/** Bytes of a number. */
function sizeOf(number: number): number {
  if (number < 1 << 7) return 1;
  if (number < 1 << 14) return 2;
  if (number < 1 << 21) return 3;
  return number < 1 << 28 ? 4 : 5;
}
