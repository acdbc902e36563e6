export const server = {
  unknownAnswer:
    'Depthroom answered in a way that this page does not know: reload the page, which may be older than the Depthroom that runs now.',
  answerBrokeOff: 'The answer of Depthroom broke off on its way to this page: try again.',
  stopped: 'Stopped.',
  noReason: 'Depthroom answered with status {status} and no reason.',
  nobodyAnswers:
    'Depthroom does not answer. If it is only held up, this page goes on by itself. If it ended, start it again, and go on in the page that it opens.',
  noKey:
    'This page has no key to the Depthroom that runs now, which was started after it: open it again from Depthroom, or run "{command}". What you did is in the project.',
  outdated: 'Depthroom was updated: load this page again.',
  wrongPlane: 'The depth map should hold {width} x {height} values and holds {count}. Run the model again.',
  badPreview: 'The preview of this photo cannot be read: remove the photo and add it again.',
  gone: 'It is not in the project any more: it was removed in the meantime.',
} as const;
