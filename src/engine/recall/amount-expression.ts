// Words for amounts: whether a question asks how many or how long, and whether a text tells a number.

const amountQuestion = /\bhow (?:many|much|often|long|old|far)\b/i;
const amountWords = new RegExp(
  `\\b(?:\\d+|${'one two three four five six seven eight nine ten once twice few couple several every daily weekly'
    .split(' ')
    .join('|')})\\b`,
  'i',
);

export function asksForAmount(question: string): boolean {
  return amountQuestion.test(question);
}

export function tellsAmount(text: string): boolean {
  return amountWords.test(text);
}
