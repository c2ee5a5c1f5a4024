package nl.laslink.uwlr.answer;

import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.LasKey;

/** What was read of one group so far. */
final class GroupFields {
    private final RecordFields fields;
    private final Optional<LasKey> key;
    private Optional<String> name = Optional.empty();
    private Optional<String> yearGroup = Optional.empty();

    private GroupFields(RecordFields fields, Optional<LasKey> key) {
        this.fields = fields;
        this.key = key;
    }

    /** Reads the attributes of the group's element. */
    static GroupFields start(XmlCursor in, Delivery.Place place, Collected collected) {
        RecordFields fields = new RecordFields(place, collected);
        return new GroupFields(fields, fields.key(in));
    }

    void take(String field, XmlCursor in) throws Unusable {
        switch (field) {
            case "naam" -> name = fields.text(Delivery.Field.GROUP_NAME, in);
            case "jaargroep" -> yearGroup = isComposite() ? skipped(in) : fields.yearGroup(in);
            default -> in.skip();
        }
    }

    private static Optional<String> skipped(XmlCursor in) throws Unusable {
        in.skip();
        return Optional.empty();
    }

    Optional<LasKey> key() {
        return key;
    }

    boolean isComposite() {
        return fields.place().subject() == Delivery.Subject.COMPOSITE_GROUP;
    }

    boolean hasName() {
        return name.isPresent();
    }

    Optional<String> yearGroup() {
        return yearGroup;
    }

    void notice(Delivery.Kind kind) {
        fields.notice(kind);
    }

    /** A known group that lost its name is still that group. */
    DeliveredGroup delivered(LasKey knownKey, Optional<String> readYearGroup) {
        return name.map(n -> new DeliveredGroup(knownKey, isComposite(), n, readYearGroup))
                .orElseGet(() -> DeliveredGroup.withoutName(knownKey, isComposite(), readYearGroup));
    }
}
