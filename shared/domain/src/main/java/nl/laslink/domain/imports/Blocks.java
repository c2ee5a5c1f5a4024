package nl.laslink.domain.imports;

import java.util.Arrays;

/**
 * Numbers by a key of 64 bits, several to a key. A key is the hash of what two records have in common; two of them are equal by chance
 * so seldom that the reader compares the records of a block anyway. It keeps nothing on the heap for each entry. Not for threads while
 * it is filled.
 */
final class Blocks {
    /** No more entries. */
    static final int NONE = -1;

    private static final int FIRST_SIZE = 64;

    private int[] heads = heads(FIRST_SIZE);
    private long[] keys = new long[FIRST_SIZE];
    private int[] numbers = new int[FIRST_SIZE];
    private int[] following = new int[FIRST_SIZE];
    private int size;

    void add(long key, int number) {
        if (size == keys.length) {
            grow();
        }
        keys[size] = key;
        numbers[size] = number;
        chain(size);
        size++;
    }

    /** The first entry of this key, or {@link #NONE}. */
    int first(long key) {
        return withKey(key, heads[place(key)]);
    }

    /** The entry of the same key after this one, or {@link #NONE}. */
    int next(int entry) {
        return withKey(keys[entry], following[entry]);
    }

    int number(int entry) {
        return numbers[entry];
    }

    private int withKey(long key, int from) {
        int entry = from;
        while (entry != NONE && keys[entry] != key) {
            entry = following[entry];
        }
        return entry;
    }

    private void chain(int entry) {
        int place = place(keys[entry]);
        following[entry] = heads[place];
        heads[place] = entry;
    }

    private void grow() {
        int length = 2 * keys.length;
        keys = Arrays.copyOf(keys, length);
        numbers = Arrays.copyOf(numbers, length);
        following = new int[length];
        heads = heads(length);
        for (int entry = 0; entry < size; entry++) {
            chain(entry);
        }
    }

    private int place(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & heads.length - 1;
    }

    private static int[] heads(int length) {
        int[] heads = new int[length];
        Arrays.fill(heads, NONE);
        return heads;
    }
}
