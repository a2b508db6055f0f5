package io.rondo.bench.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueueWorkTest {
  @Test
  void aLabelSaysWhichQueueItIs() {
    Set<String> labels = new HashSet<>();
    for (QueueForm form : QueueForm.values()) {
      for (QueueStyle style : QueueStyle.values()) {
        for (boolean kill : new boolean[] {false, true}) {
          QueueWork work = new QueueWork(form, style, kill);
          assertTrue(labels.add(work.label()), work.label());
          assertTrue(QueueWork.isLabel(work.label()));
          assertEquals(Optional.of(work), QueueWork.parse(work.label()));
        }
      }
    }
    assertTrue(labels.contains("queue-list-fifo-threads-kill"));
    assertFalse(QueueWork.isLabel("async"));
    assertEquals(Optional.empty(), QueueWork.parse("async"));
    assertEquals(Optional.empty(), QueueWork.parse("queue-heap-async"));
  }
}
