package io.rondo.resp;

/** STUB: any reply as a tree. */
public sealed interface RespValue permits RespValue.Int {
  /** An integer. */
  record Int(long value) implements RespValue {}
}
