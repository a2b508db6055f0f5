package io.rondo.client;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What SCAN, HSCAN, SSCAN or ZSCAN visits, page by page: a page is asked for when the one before is
 * used up. It promises what a scan does: see {@link ScanPage}.
 *
 * <p>Each iterator and each stream is a scan of its own, and of one thread. They block as {@link
 * RedisSync#run} does, and throw what it throws.
 *
 * @param <E> a key, a member, or a field or member with what it has
 */
public final class Scan<E> implements Iterable<E> {
  private final RedisSync sync;
  private final Function<String, Command<ScanPage<E>>> pages;

  Scan(RedisSync sync, Function<String, Command<ScanPage<E>>> pages) {
    this.sync = sync;
    this.pages = pages;
  }

  /** The elements; asks for nothing yet. */
  @Override
  public Iterator<E> iterator() {
    return new Elements();
  }

  /** The elements in sequence; asks for nothing yet. */
  public Stream<E> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  private final class Elements implements Iterator<E> {
    private Iterator<E> page = Collections.emptyIterator();
    private String cursor = ScanPage.START;
    private boolean isLast;

    @Override
    public boolean hasNext() {
      while (!page.hasNext() && !isLast) {
        ScanPage<E> next = sync.run(pages.apply(cursor));
        page = next.elements().iterator();
        cursor = next.cursor();
        isLast = next.isLast();
      }
      return page.hasNext();
    }

    @Override
    public E next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the scan has visited everything");
      }
      return page.next();
    }
  }
}
