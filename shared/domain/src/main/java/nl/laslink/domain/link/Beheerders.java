package nl.laslink.domain.link;

import java.util.List;
import nl.laslink.domain.school.SchoolId;

/** Port to the people who manage a school. */
public interface Beheerders {

    List<Beheerder> of(SchoolId school);

    void save(SchoolId school, Beheerder beheerder);

    /** Nothing happens when there is no such person. */
    void remove(SchoolId school, String subject);
}
