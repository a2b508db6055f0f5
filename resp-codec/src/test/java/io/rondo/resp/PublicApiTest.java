package io.rondo.resp;

import io.rondo.testing.ApiDump;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PublicApiTest {
  @Test
  void isWhatTheFileSays() throws IOException {
    ApiDump.check(RespParser.class, Path.of("src/test/resources/public-api.txt"));
  }
}
