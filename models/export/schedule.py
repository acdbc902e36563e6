"""The noise schedule of the published checkpoints, as pack.json has it."""

MARIGOLD_V1_1 = {
    "kind": "ddim",
    "predictionType": "v_prediction",
    "betaSchedule": "scaled_linear",
    "betaStart": 0.00085,
    "betaEnd": 0.012,
    "trainSteps": 1000,
    "spacing": "trailing",
    "stepsOffset": 1,
    "setAlphaToOne": False,
    "zeroTerminalSnr": True,
}
