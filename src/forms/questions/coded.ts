import type { Option } from '../schema/common.ts';

/** A choice as expressions see it: a Coding, whose weight `weight()` finds. */
export function codingOf(
  options: readonly Option[],
  code: string,
): { code: string; display?: string; weight?: number } {
  const option = options.find(({ id }) => id === code);
  return {
    code,
    ...(option && { display: option.sv }),
    ...(option?.weight !== undefined && { weight: option.weight }),
  };
}

export function codesOf(options: readonly Option[]): readonly string[] {
  return options.map(({ id }) => id);
}

export function hasOption(options: readonly Option[], code: string): boolean {
  return options.some(({ id }) => id === code);
}
