/**
 * A section of a law as Swedish writes it: "7 § lagen (1997:736) om färdtjänst". Acts stand with a capital letter in a service's
 * definition; only names that are capitals throughout, such as OSL, keep it here. What a section says in words comes after the act
 * ("9 kap. plan- och bygglagen, reglerna om lov"), and words alone are in it ("reglerna om lov i plan- och bygglagen").
 */
export function lawReference(section: string, act: string): string {
  const isAbbreviation = act.charAt(1) === act.charAt(1).toUpperCase();
  const name = isAbbreviation ? act : act.charAt(0).toLowerCase() + act.slice(1);
  const [, number, words] = /^(\d[^,]*(?:kap\.|§)), (\D.*)$/.exec(section) ?? [];
  if (number && words) return `${number} ${name}, ${words}`;
  return /(?:kap\.|§|st\.|p\.)$/.test(section) || /^\d/.test(section) ? `${section} ${name}` : `${section} i ${name}`;
}
