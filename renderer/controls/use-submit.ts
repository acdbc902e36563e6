import { useRef, useState } from 'react';
import { shownFailure } from '../server/shown-failure.ts';

/** A form that is sent, or other work that takes a while, and may be refused with a sentence. */
interface Submission<Input extends unknown[]> {
  isBusy: boolean;
  refusal: string | null;
  submit(...input: Input): Promise<void>;
}

/** Does the work of a form, once at a time; what it is refused for is shown beside the field, until it is sent again. */
export function useSubmit<Input extends unknown[]>(
  work: (...input: Input) => Promise<void>,
): Submission<Input> {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const isUnderWay = useRef(false);
  const submit = async (...input: Input) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setBusy(true);
    setRefusal(null);
    try {
      await work(...input);
    } catch (thrown) {
      setRefusal(shownFailure(thrown).message);
    }
    isUnderWay.current = false;
    setBusy(false);
  };
  return { isBusy, refusal, submit };
}
