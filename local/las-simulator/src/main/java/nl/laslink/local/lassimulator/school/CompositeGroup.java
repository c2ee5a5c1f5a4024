package nl.laslink.local.lassimulator.school;

import java.util.Optional;

/** A samengestelde groep: pupils of several groups, without a year group of its own. */
public record CompositeGroup(String key, String name, Optional<String> description) {
    public CompositeGroup {
        key = Texts.key(key);
        name = Texts.limited("a group's name", name, 64);
        description = description.map(d -> Texts.limited("a description", d, 256));
    }

    CompositeGroup renamed(String newName) {
        return new CompositeGroup(key, newName, description);
    }
}
