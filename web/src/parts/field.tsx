import { Checkbox, FileInput, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';

export type Option = { value: string; label: string };
type Common = { label: string; error?: string | undefined; optional?: boolean | undefined };

/** A label says when its field may stay empty; nothing else is marked. */
const useLabel = ({ label, optional }: Common): string => {
  const t = useTranslations('action');
  return optional ? `${label} (${t('optional')})` : label;
};

type TextFieldProps = Common & {
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'date' | 'datetime-local' | 'email' | 'password' | 'number';
  long?: boolean;
  description?: string | undefined;
  inputMode?: 'decimal' | 'numeric';
  autoComplete?: string;
  min?: string;
};
export function TextField({ value, onChange, type = 'text', long = false, description, inputMode, autoComplete, min, ...common }: TextFieldProps) {
  const label = useLabel(common);
  const shared = {
    label,
    value,
    description,
    error: common.error,
    'aria-required': !common.optional,
    ...(inputMode ? { inputMode } : {}),
    ...(autoComplete ? { autoComplete } : {}),
    ...(min ? { min } : {}),
  };
  if (long) return <Textarea {...shared} autosize minRows={3} onChange={(event) => onChange(event.currentTarget.value)} />;
  return <TextInput {...shared} type={type} onChange={(event) => onChange(event.currentTarget.value)} />;
}

type SelectFieldProps = Common & {
  value: string;
  onChange: (value: string) => void;
  options: Option[];
  empty?: string;
  description?: string | undefined;
};
export function SelectField({ value, onChange, options, empty = '', description, ...common }: SelectFieldProps) {
  const label = useLabel(common);
  return (
    <NativeSelect
      label={label}
      value={value}
      description={description}
      error={common.error}
      aria-required={!common.optional}
      data={[{ value: '', label: empty }, ...options]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function CheckField({ checked, onChange, ...common }: Common & { checked: boolean; onChange: (checked: boolean) => void }) {
  return <Checkbox label={common.label} checked={checked} error={common.error} onChange={(event) => onChange(event.currentTarget.checked)} />;
}

export function FileField({ onChange, ...common }: Common & { onChange: (file: File | null) => void }) {
  return <FileInput label={useLabel(common)} error={common.error} aria-required={!common.optional} onChange={onChange} />;
}

/** One of a few, all in sight. */
export function RadioField({
  value,
  onChange,
  options,
  ...common
}: Common & { value: string; onChange: (value: string) => void; options: Option[] }) {
  return (
    <Radio.Group label={common.label} value={value} onChange={onChange} error={common.error}>
      <div className="radios">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} label={<span className="capital">{option.label}</span>} />
        ))}
      </div>
    </Radio.Group>
  );
}

export function ManyField({
  value,
  onChange,
  options,
  ...common
}: Common & { value: string[]; onChange: (value: string[]) => void; options: Option[] }) {
  const label = useLabel(common);
  return (
    <Checkbox.Group label={label} value={value} onChange={onChange} error={common.error}>
      <div className="radios">
        {options.map((option) => (
          <Checkbox key={option.value} value={option.value} label={option.label} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

export type Encoded = { name: string; type: string; contentBase64: string };
/** A file as the body of a request holds it. */
export async function encoded(file: File): Promise<Encoded> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return { name: file.name, type: file.type, contentBase64: btoa(binary) };
}
