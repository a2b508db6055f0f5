package io.rondo.client;

import io.rondo.testing.ApiDump;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PublicApiTest {
  @Test
  void isWhatTheFileSays() throws IOException {
    ApiDump.check(RedisClient.class, Path.of("src/test/resources/public-api.txt"));
  }
}
