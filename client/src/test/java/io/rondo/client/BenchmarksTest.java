package io.rondo.client;

import io.rondo.resp.RespProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each benchmark once or twice, by hand: that they run, and that what they handle is right. */
class BenchmarksTest {
  @ParameterizedTest
  @ValueSource(ints = {5, 1024})
  void writer(int characters) {
    WriterBenchmark benchmark = new WriterBenchmark();
    benchmark.characters = characters;
    benchmark.open();
    benchmark.set();
    benchmark.close();
  }

  @Test
  void parser() throws RespProtocolException {
    ParserBenchmark benchmark = new ParserBenchmark();
    benchmark.status();
    benchmark.bulkString();
    benchmark.arrayOfHundred();
    benchmark.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void queue(int batch) {
    QueueBenchmark benchmark = new QueueBenchmark();
    benchmark.batch = batch;
    benchmark.open();
    benchmark.submitTakeSendAnswer();
    benchmark.submitTakeSendAnswer();
    benchmark.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void pipeline(int batch) {
    PipelineBenchmark benchmark = new PipelineBenchmark();
    benchmark.batch = batch;
    benchmark.get();
    benchmark.get();
    benchmark.close();
  }
}
