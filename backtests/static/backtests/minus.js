// A number's hyphen as the minus sign; that of a word or of a date stays.
export function withMinus(text) {
  return text.replace(/(?<![\w-])-(?=[\d.])/g, "−");
}
