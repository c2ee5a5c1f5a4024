package nl.laslink.domain.imports;

import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.link.Readiness;
import nl.laslink.domain.school.SchoolId;

/** What decides whether a school's results can be delivered: its link, and its last import. */
public record SchoolReadiness(LinkStore links, ImportStore imports) {

    /** Read before the roster, so that a doubt is gone only with the commit that settled it. */
    public Readiness of(SchoolId school) {
        return of(school, links.find(school));
    }

    public Readiness of(SchoolId school, Optional<Link> link) {
        Optional<Import> latest = imports.find(school);
        return new Readiness(
                link,
                latest.map(Import::doubtedPupils).orElse(Set.of()),
                latest.map(i -> i.header().notImported()).orElse(Set.of()));
    }
}
