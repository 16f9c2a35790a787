import { tones } from './scale.ts';

/** `data-color="danger"` on an element gives it and all inside it that colour; without one they have the organisation's. */
export function colourChoices(): string {
  const choose = (name: string) => tones.map((tone) => `--ds-color-${tone}:var(--ds-color-${name}-${tone});`).join('');
  return ['accent', 'brand1', 'neutral', 'info', 'success', 'warning', 'danger']
    .map((name) => `${name === 'accent' ? ':root,' : ''}[data-color=${name}]{${choose(name)}}`)
    .join('');
}
