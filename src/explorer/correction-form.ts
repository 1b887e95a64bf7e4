// The reader knows better: whether it was never true or true until some day, and why, comes out once it is saved.
import { element } from './element.ts';
import { t } from './localised-text.ts';

export interface Correction {
  readonly reason?: string;
  /** Unix time in ms; absent where it was never true. */
  readonly until?: number;
}

const reasonCharsMax = 2_000;

export function correctionForm(events: { save(correction: Correction): void; cancel(): void }): HTMLFormElement {
  const option = (value: string, isChosen: boolean) =>
    element('input', { attributes: { type: 'radio', name: 'correction', value, checked: isChosen } });
  const never = option('never', true);
  const until = option('until', false);
  const day = element('input', { attributes: { type: 'date', 'aria-label': t('True until'), disabled: true } });
  const reason = element('input', {
    attributes: { type: 'text', maxlength: reasonCharsMax, dir: 'auto', placeholder: t('may be left empty') },
  });
  const settle = () => {
    day.disabled = !until.checked;
    day.required = until.checked;
  };
  for (const each of [never, until]) each.addEventListener('change', settle);
  const form = element(
    'form',
    { class: 'correction', attributes: { 'aria-label': t('Correct this memory') } },
    element('label', {}, never, t('It is wrong: nothing may be answered by it')),
    element('div', { class: 'actions' }, element('label', {}, until, t('It was true until')), day),
    element('label', { class: 'field' }, t('Why?'), reason),
    element(
      'div',
      { class: 'actions' },
      element('button', { class: 'primary', attributes: { type: 'submit' } }, t('Save the correction')),
      element('button', { class: 'secondary', attributes: { type: 'button' }, onClick: events.cancel }, t('Cancel')),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const why = reason.value.trim();
    // The day is meant as the reader's own, to its end.
    const untilMs = until.checked ? new Date(`${day.value}T23:59:59`).getTime() : undefined;
    events.save({ ...(why !== '' && { reason: why }), ...(untilMs !== undefined && { until: untilMs }) });
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    events.cancel();
  });
  return form;
}
