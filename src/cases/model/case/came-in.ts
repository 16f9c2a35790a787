/**
 * What came in, as the service's own title in the register calls it: "Ansökan om lov" is "Ansökan", "Begäran om allmän handling" is
 * "Begäran", "Felanmälan" is itself. A title that names something else at length gives no short word.
 */
export function cameIn(registerTitle: string): string {
  const [word = ''] = registerTitle.split(/ (?:om|att|på|till|av|för|mot) /);
  return word !== '' && word.length <= 18 && !word.includes(' ') ? word : 'Ansökan';
}
