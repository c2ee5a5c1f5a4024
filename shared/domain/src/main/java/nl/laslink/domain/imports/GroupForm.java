package nl.laslink.domain.imports;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.imports.Proposal.Reason;
import nl.laslink.domain.roster.Group;

/** A group, delivered or existing, in the form in which two spellings of it are equal. Immutable. */
record GroupForm(boolean composite, String name, Set<String> years) {
    private static final Pattern YEAR_IN_NAME = Pattern.compile("(?<![\\p{L}\\p{N}])[1-8](?!\\p{N})");
    private static final Pattern YEAR = Pattern.compile("[1-8]");
    private static final Pattern WORD_FOR_GROUP = Pattern.compile("^(groep|klas) ");

    static GroupForm of(DeliveredGroup group) {
        return of(group.name(), group.yearGroup(), group.composite());
    }

    static GroupForm of(Group group) {
        return of(group.name(), group.yearGroup(), group.composite());
    }

    private static GroupForm of(String name, Optional<String> yearGroup, boolean composite) {
        String plain = NameForm.plain(name);
        String bare = WORD_FOR_GROUP.matcher(plain).replaceFirst("").replace(" ", "");
        return new GroupForm(composite, bare, years(plain, yearGroup));
    }

    /** The year groups of a group: of "Groep 5/6" both, whatever the LAS says that its one year group is. */
    private static Set<String> years(String plainName, Optional<String> yearGroup) {
        Set<String> named = new HashSet<>();
        YEAR_IN_NAME.matcher(plainName).results().forEach(year -> named.add(year.group()));
        return named.size() > 1
                ? Set.copyOf(named)
                : yearGroup
                        .filter(year -> YEAR.matcher(year).matches())
                        .map(Set::of)
                        .orElse(Set.copyOf(named));
    }

    Set<Reason> reasons(GroupForm existing) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (composite != existing.composite) {
            return reasons;
        }
        if (name.equals(existing.name)) {
            reasons.add(Reason.SAME_NAME);
        }
        if (!composite && !years.isEmpty() && years.equals(existing.years)) {
            reasons.add(Reason.SAME_YEAR_GROUP);
        }
        return reasons;
    }
}
