const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** What is unbalanced in a text of Go, in words; empty when nothing is. Strings are skipped as Go reads them. */
export function goBlockProblems(text: string): string {
  const open: string[] = [];
  const outside = text.replace(/`[^`]*`|"(?:[^"\\\n]|\\.)*"/g, '""');
  if (/`/.test(outside) || (outside.match(/"/g) ?? []).length % 2 === 1) return 'a string is not closed';
  for (const character of outside) {
    if ('([{'.includes(character)) open.push(character);
    else if (character in pairs && open.pop() !== pairs[character]) return `${character} closes nothing`;
  }
  return open.length === 0 ? '' : `${open.join('')} stays open`;
}
