package io.rondo.bench.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import io.rondo.client.Stage;

/** What stages are added up to for a headline. */
public enum StageGroup {
  EVENT_LOOP("event loop"),
  HAND_OFF("hand-off"),
  CODEC("codec"),
  BATCH("others in the batch"),
  WAITING("waiting for the server");

  private final String label;

  StageGroup(String label) {
    this.label = label;
  }

  @JsonValue
  public String label() {
    return label;
  }

  /** The group of a stage. */
  static StageGroup of(Stage stage) {
    return switch (stage) {
      case TURN, FLUSH, READ -> EVENT_LOOP;
      case HAND_OFF, COMPLETE, RESUME -> HAND_OFF;
      case ENCODE, DECODE -> CODEC;
      case ENCODE_QUEUE, GATHER, DECODE_QUEUE -> BATCH;
      case SERVER -> WAITING;
    };
  }
}
