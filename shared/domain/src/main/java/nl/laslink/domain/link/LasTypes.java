package nl.laslink.domain.link;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.id.LasTypeCode;

/** Port to the kinds of LAS; they are data, loaded by {@code bin/run} and {@code bin/deploy}. */
public interface LasTypes {

    /** All of them, by position. */
    List<LasType> all();

    Optional<LasType> find(LasTypeCode code);

    void save(LasType type);
}
