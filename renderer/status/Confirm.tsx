import { Button, Group, Text } from '@mantine/core';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { text } from '../language/text.ts';
import { useQuestion } from '../state/question.ts';

/** The question that has to be answered before something is lost, or that only a person can answer; it stands before the dialog that it comes from. */
export function Confirm() {
  const question = useQuestion((state) => state.question);
  const close = () => useQuestion.setState({ question: null });
  return (
    <ModalDialog opened={question !== null} onClose={close} title={question?.title} size="sm" zIndex={300}>
      <Text size="sm" c="dimmed">
        {question?.sentence}
      </Text>
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={close} data-autofocus>
          {text('status.cancelQuestion')}
        </Button>
        {question?.other && (
          <Button
            variant="default"
            onClick={() => {
              question.other?.run();
              close();
            }}
          >
            {question.other.label}
          </Button>
        )}
        <Button
          color={question?.other ? undefined : 'red.4'}
          onClick={() => {
            question?.run();
            close();
          }}
        >
          {question?.label}
        </Button>
      </Group>
    </ModalDialog>
  );
}
