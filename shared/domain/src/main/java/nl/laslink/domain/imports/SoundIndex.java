package nl.laslink.domain.imports;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Positions of records by the sound of a name. It compares each distinct sound that shares a key, not each record: a class with four
 * children Jansen is compared once. Not for threads while it is filled.
 */
final class SoundIndex {
    private final List<Sound> sounds = new ArrayList<>();
    private final Map<Sound, Integer> numbers = new HashMap<>();
    private final Blocks positionsBySound = new Blocks();
    private final Blocks soundsByKey = new Blocks();

    /** @param names the sounds by which the record is found */
    void add(int position, List<Sound> names) {
        for (Sound name : names) {
            positionsBySound.add(numberOf(name), position);
        }
    }

    private int numberOf(Sound sound) {
        Integer known = numbers.get(sound);
        if (known != null) {
            return known;
        }
        int number = sounds.size();
        sounds.add(sound);
        numbers.put(sound, number);
        for (long key : sound.keys()) {
            soundsByKey.add(key, number);
        }
        return number;
    }

    /** Adds the positions of all entries with a sound like one of these. */
    void addAlike(List<Sound> names, BitSet found) {
        for (Sound name : names) {
            BitSet compared = new BitSet(sounds.size());
            for (long key : name.keys()) {
                for (int entry = soundsByKey.first(key); entry != Blocks.NONE; entry = soundsByKey.next(entry)) {
                    int number = soundsByKey.number(entry);
                    if (!compared.get(number)) {
                        compared.set(number);
                        if (name.isLike(sounds.get(number))) {
                            addPositions(number, found);
                        }
                    }
                }
            }
        }
    }

    private void addPositions(int sound, BitSet found) {
        for (int entry = positionsBySound.first(sound); entry != Blocks.NONE; entry = positionsBySound.next(entry)) {
            found.set(positionsBySound.number(entry));
        }
    }
}
