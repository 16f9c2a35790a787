/**
 * A section of a law as Swedish writes it: "7 § lagen (1997:736) om färdtjänst". Acts stand with a capital letter in a service's
 * definition; only names that are capitals throughout, such as OSL, keep it here.
 */
export function lawReference(section: string, act: string): string {
  const isAbbreviation = act.charAt(1) === act.charAt(1).toUpperCase();
  return `${section} ${isAbbreviation ? act : act.charAt(0).toLowerCase() + act.slice(1)}`;
}
