package nl.laslink.uwlr.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/** Which addresses a LAS may have. */
public enum LasNetwork {
    /** Only https, and no address inside the machine, a private network or a cloud's own services. */
    PUBLIC,
    /** Also http and private addresses: for a LAS on the same machine. */
    ANY;

    /** Looks the host up; every address it has must be allowed. */
    public boolean allows(URI address) throws UnknownHostException {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            return false;
        }
        if (this == ANY) {
            return scheme.equals("https") || scheme.equals("http");
        }
        return scheme.equals("https")
                && Arrays.stream(InetAddress.getAllByName(address.getHost())).allMatch(this::allows);
    }

    public boolean allows(InetAddress address) {
        return this == ANY || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublicV6(bytes) : isPublicV4(bytes);
    }

    private static boolean isPublicV4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean thisNetwork = first == 0;
        boolean carrierShared = first == 100 && (second & 0xc0) == 64; // RFC 6598
        boolean protocolAssignments = first == 192 && second == 0 && bytes[2] == 0; // RFC 6890
        boolean benchmarking = first == 198 && (second & 0xfe) == 18; // RFC 2544
        boolean reserved = first >= 240; // RFC 1112, and the broadcast address
        return !(thisNetwork || carrierShared || protocolAssignments || benchmarking || reserved);
    }

    /** Only global unicast (RFC 4291), and none of the forms that carry an IPv4 address inside. */
    private static boolean isPublicV6(byte[] bytes) {
        boolean globalUnicast = (bytes[0] & 0xe0) == 0x20;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02; // RFC 3056
        boolean teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0; // RFC 4380
        return globalUnicast && !sixToFour && !teredo;
    }
}
