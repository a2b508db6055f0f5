package io.rondo.client;

import java.util.List;

/**
 * What GEOSEARCH looks for: {@code GeoSearch.from(15, 37).withinRadius(200, GeoUnit.KM)}.
 * Immutable.
 */
public final class GeoSearch {
  private final Slots slots;

  private GeoSearch(Slots slots) {
    this.slots = slots;
  }

  /** Where a search begins; what it needs next is an area. */
  public static final class Center {
    private final Slots slots;

    private Center(Object... words) {
      this.slots = Slots.NONE.with(0, words);
    }

    /** BYRADIUS: what is not farther than {@code radius}. */
    public GeoSearch withinRadius(double radius, GeoUnit unit) {
      return new GeoSearch(slots.with(1, "BYRADIUS", radius, unit.word()));
    }

    /** BYBOX: what is in a box around the centre. */
    public GeoSearch withinBox(double width, double height, GeoUnit unit) {
      return new GeoSearch(slots.with(1, "BYBOX", width, height, unit.word()));
    }
  }

  /** FROMLONLAT: around a point, in degrees. */
  public static Center from(double longitude, double latitude) {
    return new Center("FROMLONLAT", longitude, latitude);
  }

  /** FROMMEMBER: around a member. */
  public static Center fromMember(String member) {
    return new Center("FROMMEMBER", member);
  }

  /** FROMMEMBER: around a member. */
  public static Center fromMember(byte[] member) {
    return new Center("FROMMEMBER", member);
  }

  /** ASC or DESC: by distance; in no order if not given. */
  public GeoSearch order(SortOrder order) {
    return new GeoSearch(slots.with(2, order.name()));
  }

  /** COUNT: the nearest so many. */
  public GeoSearch count(long count) {
    return new GeoSearch(slots.with(3, "COUNT", count));
  }

  /** COUNT with ANY: so many, as soon as they are found. */
  public GeoSearch countAny(long count) {
    return new GeoSearch(slots.with(3, "COUNT", count, "ANY"));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
