package nl.laslink.uwlr.answer;

import nl.laslink.domain.delivery.Delivery;

/** Something odd in an answer, and where. Holds no name, date or key. Immutable. */
public record Finding(Delivery.Kind kind, Delivery.Place place) {}
